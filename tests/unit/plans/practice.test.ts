import { describe, expect, it } from 'vitest';
import { KINDS, planText, practise } from '../../../portal/lib/server/plans/practice.ts';
import { checkXplan } from '../../../importers/xplan/check.ts';
import { readDocument } from '../../../portal/lib/server/plans/read-document.ts';

describe('plans to practise with', () => {
	it.each(KINDS)('$family in $version: a plan with every object on the map and the faults of rings alone', async (kind) => {
		const rows: string[] = [];
		const open = async function* () {
			yield new TextEncoder().encode(planText(kind, { objects: 40 }));
		};
		const plans = await readDocument({ open, gmlPath: null, fallbackName: 'x', tenantId: 't', versionId: 'v', maxBytes: 1e6 }, (line) => void rows.push(line));
		expect(plans).toMatchObject([{ xplanVersion: kind.version, class: `${kind.family}_Plan`, objectCount: 40, srid: kind.srid, unsupported: [] }]);
		expect([...new Set(plans[0]!.findings.map(({ rule }) => rule))].sort()).toEqual(['2.2.2.1 duplicate-points', '2.2.2.1 orientation', '2.2.2.1 ring-not-closed']);
		expect(rows).toHaveLength(40);
		expect(rows.filter((row) => row.split('\t')[8] === '\\N')).toEqual([]);
		expect(plans[0]!.area).not.toBeNull();
	});

	it.each(KINDS)('$family in $version, with waving edges: overlaps and gaps', async (kind) => {
		const text = new TextEncoder().encode(planText(kind, { objects: 40, points: 6 }));
		const open = async function* () {
			yield text;
		};
		const { findings } = await checkXplan(open());
		const rules = new Set(findings.map(({ rule }) => rule));
		expect(rules).toContain('2.2.1.1 overlap');
		expect(rules).toContain('2.2.1.1 gap');
	});

	it('are given one of each kind', async () => {
		const seen: number[] = [];
		await practise(async (open, bytes) => {
			for await (const piece of open()) seen.push(piece.length - bytes);
		}, { objects: 5 });
		expect(seen).toEqual([0, 0, 0, 0]);
	});
});
