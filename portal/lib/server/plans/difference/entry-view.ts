import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import type { DifferenceEntry, WordPart } from '../../../../../gis/plans/difference/types.ts';
import { labelOfProperty } from '../../../../../importers/xplan/catalogue/labels.ts';
import { objectsByGmlId } from '../../../../../gis/plans/hits.ts';
import { readVersion } from '../../../../../gis/plans/plans.ts';
import type { Plan, VersionSummary } from '../../../../../gis/plans/types.ts';
import type { EntryView } from '../../../components/difference/types.ts';
import type { AttributeRow } from '../../../components/plans/types.ts';
import { changeText, placeLines } from '../../../texts/difference.ts';
import { attributeRows, catalogueFor, labelOfClass } from '../describe-plan.ts';

const FACTS = 3;
/** Characters of a value that tells something at a glance. */
const MOST = 60;
/** True of nearly every object, so they tell nothing in a list. */
const COMMON = new Set(['rechtscharakter', 'ebene', 'flaechenschluss', 'rechtsstand', 'gliederung1', 'gliederung2'].map(labelOfProperty));
/** Unchanged words around a change that are still shown. */
const CONTEXT = 160;

/** Entries as page, map and report show them. @param slug of the tenant, for addresses */
export async function entryViews(
	scope: TenantScope,
	plan: Plan,
	pair: { from: VersionSummary; to: VersionSummary },
	entries: DifferenceEntry[],
	slug: string
): Promise<EntryView[]> {
	const rows = new Map([...(await rowsOf(scope, pair.from.id, entries, 'removed')), ...(await rowsOf(scope, pair.to.id, entries, 'added'))]);
	// Pages of objects exist for published versions only.
	const href = (version: VersionSummary, entry: DifferenceEntry, gmlId: string | null) =>
		gmlId && entry.subject === 'object' && version.publishedAt ? `/${slug}/plaene/${plan.id}/objekte/${encodeURIComponent(gmlId)}?fassung=${version.number}` : null;
	return entries.map((entry) => {
		const place = entry.geometry ? placeLines(entry.geometry, entry.kind) : [];
		const className = labelOfClass(entry.class);
		return {
			position: entry.position,
			subject: entry.subject,
			kind: entry.kind,
			title: entry.title,
			label: entry.label,
			className: className === entry.title || entry.subject === 'document' ? null : className,
			facts: factsOf(entry, place, rows.get(entry.position) ?? []),
			changes: entry.attributes,
			place,
			words: entry.words && shortened(entry.words),
			rows: rows.get(entry.position) ?? [],
			beforeHref: href(pair.from, entry, entry.fromGmlId),
			afterHref: href(pair.to, entry, entry.toGmlId),
			onMap: entry.subject === 'object' || ((entry.subject === 'bereich' || entry.subject === 'plan') && entry.geometry !== null),
			matchedByPlace: entry.matchedBy === 'place'
		};
	});
}

async function rowsOf(scope: TenantScope, versionId: string, entries: DifferenceEntry[], kind: 'added' | 'removed'): Promise<[number, AttributeRow[]][]> {
	const wanted = entries.filter((each) => each.kind === kind && each.subject === 'object');
	if (wanted.length === 0) return [];
	const idOf = (entry: DifferenceEntry) => (kind === 'added' ? entry.toGmlId : entry.fromGmlId)!;
	const catalogue = await catalogueFor((await readVersion(scope, versionId)).xplanVersion);
	const objects = new Map((await objectsByGmlId(scope, versionId, wanted.map(idOf))).map((each) => [each.gmlId, each]));
	return wanted.map((entry) => {
		const object = objects.get(idOf(entry));
		return [entry.position, object ? attributeRows(catalogue, object.class, object.attributes) : []];
	});
}

function factsOf(entry: DifferenceEntry, place: string[], rows: AttributeRow[]): string[] {
	if (entry.kind !== 'changed') {
		const telling = rows.filter((row) => row.value && row.value.length < MOST && !COMMON.has(row.label)).map((row) => `${row.label}: ${row.value}`);
		return [...place, ...telling].slice(0, FACTS);
	}
	const facts = [...entry.attributes.map(changeText), ...place];
	if (facts.length <= FACTS) return facts;
	const rest = facts.length - FACTS + 1;
	return [...facts.slice(0, FACTS - 1), `und ${rest} weitere`];
}

/** Long unchanged parts say nothing: only what stands around a change stays. */
export function shortened(parts: WordPart[]): WordPart[] {
	if (parts.every((part) => part.change === 'same')) return parts;
	return parts.map((part, index) => {
		if (part.change !== 'same' || part.text.length <= 2 * CONTEXT + 40) return part;
		const head = index === 0 ? '' : cut(part.text.slice(0, CONTEXT), / \S*$/);
		const tail = index === parts.length - 1 ? '' : cut(part.text.slice(-CONTEXT), /^\S* /);
		return { change: 'same', text: `${head} […] ${tail}` };
	});
}

const cut = (text: string, edge: RegExp): string => text.replace(edge, '');
