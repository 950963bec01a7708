import type { TenantScope } from '../../db/tenant-scope.ts';
import { labelOfClass } from '../../../importers/xplan/catalogue/labels.ts';
import { signOf } from '../../../styles/signs/catalogue.ts';
import type { ComparedSide } from './attributes.ts';
import type { PairedObjects } from './pair-objects.ts';
import type { matchBereiche, matchTexts } from './parts.ts';
import { objectRows, type ComparedVersion, type ObjectRow } from './rows-queries.ts';

/** Relations lead to gml:ids, which change between exports: what counts is what they lead to. */

interface Target {
	key: string;
	text: string;
}

export async function referenceTexts(
	scope: TenantScope,
	versions: { from: ComparedVersion; to: ComparedVersion },
	objects: PairedObjects,
	texts: ReturnType<typeof matchTexts>,
	bereiche: ReturnType<typeof matchBereiche>
): Promise<{ from: ComparedSide['reference']; to: ComparedSide['reference'] }> {
	const targets = { from: new Map<string, Target>(), to: new Map<string, Target>() };
	const both = (key: string, from: string, to: string, text: { from: string; to: string }) => {
		targets.from.set(from, { key, text: text.from });
		targets.to.set(to, { key, text: text.to });
	};
	const alone = (side: 'from' | 'to', gmlId: string, text: string) => targets[side].set(gmlId, { key: `${side} ${gmlId}`, text });

	both('plan', versions.from.gmlId, versions.to.gmlId, { from: versions.from.name, to: versions.to.name });
	const text = (each: { class: string; key: string | null }) => (each.key ? `${labelOfClass(each.class)} ${each.key}` : labelOfClass(each.class));
	for (const [index, pair] of texts.pairs.entries()) both(`text ${index}`, pair.from.gmlId, pair.to.gmlId, { from: text(pair.from), to: text(pair.to) });
	for (const each of texts.from) alone('from', each.gmlId, text(each));
	for (const each of texts.to) alone('to', each.gmlId, text(each));
	const bereich = (each: { class: string; number: string | null; name: string | null }) => [labelOfClass(each.class), each.number, each.name].filter(Boolean).join(' ');
	for (const [index, pair] of bereiche.pairs.entries()) both(`bereich ${index}`, pair.from.gmlId, pair.to.gmlId, { from: bereich(pair.from), to: bereich(pair.to) });
	for (const each of bereiche.from) alone('from', each.gmlId, bereich(each));
	for (const each of bereiche.to) alone('to', each.gmlId, bereich(each));

	const rows = { from: byId(await objectRows(scope, versions.from.id)), to: byId(await objectRows(scope, versions.to.id)) };
	for (const pair of objects.pairs) {
		const [a, b] = [rows.from.get(pair.from)!, rows.to.get(pair.to)!];
		both(`object ${pair.to}`, a.gmlId, b.gmlId, { from: objectText(a), to: objectText(b) });
	}
	for (const each of objects.removed) alone('from', each.gmlId, objectText(each));
	for (const each of objects.added) alone('to', each.gmlId, objectText(each));

	const reader = (side: 'from' | 'to') => (href: string) => {
		const gmlId = href.replace(/^#/, '');
		return targets[side].get(gmlId) ?? { key: gmlId, text: href };
	};
	return { from: reader('from'), to: reader('to') };
}

const byId = (rows: ObjectRow[]) => new Map(rows.map((row) => [row.id, row]));

function objectText(row: ObjectRow): string {
	return [signOf(row.sign).title, row.label?.replaceAll('\n', ' ')].filter(Boolean).join(' ');
}
