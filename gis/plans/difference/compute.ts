import type { TenantScope } from '../../db/tenant-scope.ts';
import { DomainError } from '../../errors.ts';
import { loadCatalogue } from '../../../importers/xplan/catalogue/catalogue.ts';
import type { Feature, XplanVersion } from '../../../importers/xplan/model.ts';
import { listTexts } from '../objects.ts';
import { demandId } from '../plans.ts';
import { compareAttributes } from './attributes.ts';
import { letteringChanges } from './lettering-queries.ts';
import { comparePairs, objectEntry } from './object-entries.ts';
import { pairObjects, type PairedObjects } from './pair-objects.ts';
import { bereichEntry, documentEntries, matchBereiche, matchTexts, textEntries, type NewEntry, type Sides } from './parts.ts';
import { areaOfChanges, measureOne, measurePairs, perimeterChange, TOLERANCE, unionOf, type Frame } from './places-queries.ts';
import { referenceTexts } from './references.ts';
import { bereichRows, comparedVersion, documentRows, objectRows, type ComparedVersion } from './rows-queries.ts';
import type { DifferenceEntry, DifferenceSummary, KindCounts, Subject } from './types.ts';

/** Raised when the comparison changes: kept results of an older one are computed anew. */
export const PROGRAM = 2;
const BATCH = 500;
/** Their content is compared as documents. */
const IN_DOCUMENTS = new Set(['externeReferenz']);
const PLACES = new Set(['position', 'raeumlicherGeltungsbereich', 'geltungsbereich']);

/** The older document in the newer standard: features by gml:id, and how many values had no place there. */
export interface Converted {
	version: XplanVersion;
	features: Map<string, Pick<Feature, 'class' | 'attributes'>>;
	lost: number;
}

export interface ComputeOptions {
	/** Converts the version of the older standard; null where there is no way. */
	convert?: (version: ComparedVersion, into: XplanVersion) => Promise<Converted | null>;
	/** Share done, 0 to 1; stages `objects`, `properties`, `area`. Throwing ends the work. */
	onProgress?: (share: number, stage: string) => Promise<void>;
}

export interface ComputedDifference {
	entries: DifferenceEntry[];
	summary: DifferenceSummary;
	/** Hexadecimal EWKB, EPSG:3857. */
	changedArea: string | null;
}

/**
 * Compares two versions of a plan. Cost grows with the number of objects, not with its square.
 * @throws DomainError `not_found` for versions of another tenant or of two plans
 */
export async function computeDifference(scope: TenantScope, fromId: string, toId: string, options: ComputeOptions = {}): Promise<ComputedDifference> {
	const [from, to] = [await comparedVersion(scope, demandId(fromId)), await comparedVersion(scope, demandId(toId))];
	if (!from || !to || from.planId !== to.planId || from.id === to.id) throw new DomainError('not_found');
	const progress = options.onProgress ?? (async () => {});
	const frame = frameOf(from, to);
	const standard = await commonStandard(from, to, options);
	const { classOf } = standard;

	const texts = matchTexts(await listTexts(scope, from.id), await listTexts(scope, to.id));
	const bereiche = matchBereiche(await bereichRows(scope, from.id), await bereichRows(scope, to.id));
	const objects = await pairObjects(scope, frame, await objectRows(scope, from.id), await objectRows(scope, to.id), (row) => classOf('from', row.gmlId, row.class), (done) =>
		progress(0.6 * done, 'objects')
	);
	const sides = await sidesOf(scope, from, to, standard, objects, texts, bereiche);

	const compared = await comparePairs(scope, frame, objects.pairs, sides, standard.converted !== null, (done) => progress(0.6 + 0.25 * done, 'properties'));
	const entries: NewEntry[] = [];
	const plan = await planEntry(scope, frame, from, to, sides);
	if (plan) entries.push(plan);
	const areaParts: NewEntry[] = [];
	for (const { from: a, to: b, key } of bereiche.pairs) {
		const [place] = await measurePairs(scope, frame, 'bereich', [{ from: a.gmlId, to: b.gmlId }]);
		const attributes = compareAttributes(sides.before(a.class, a.attributes, a.gmlId), sides.after(b.class, b.attributes, b.gmlId));
		if (attributes.length > 0 || !place!.same)
			areaParts.push({ ...bereichEntry('changed', a, b), attributes, geometry: place!.change, matchedBy: key === 0 ? 'id' : 'content' });
	}
	areaParts.push(...bereiche.to.map((row) => bereichEntry('added', null, row)), ...bereiche.from.map((row) => bereichEntry('removed', row, null)));
	const added = await sized(scope, frame.srid, to.id, objects.added, 'added');
	const removed = await sized(scope, frame.srid, from.id, objects.removed, 'removed');
	const textual = textEntries(texts, sides);
	const documents = documentEntries(await documentRows(scope, from.id), await documentRows(scope, to.id), sides.catalogue);
	entries.push(...areaParts, ...ordered([...added, ...removed, ...compared.entries]), ...textual.entries, ...documents.entries);

	await progress(0.85, 'area');
	const area = await changedArea(scope, frame, objects, compared, plan?.geometry != null, (done) => progress(0.85 + 0.15 * done, 'area'));
	const unchanged: Record<Exclude<Subject, 'plan'>, number> = {
		object: objects.pairs.length - compared.entries.length,
		bereich: bereiche.pairs.length - areaParts.filter((each) => each.kind === 'changed').length,
		text: textual.unchanged,
		document: documents.unchanged
	};
	return {
		entries: entries.map((entry, index) => ({ ...entry, position: index + 1 })),
		changedArea: area.area,
		summary: {
			counts: Object.fromEntries(
				Object.entries(unchanged).map(([subject, count]) => [subject, countsOf(entries.filter((each) => each.subject === subject), count)])
			) as DifferenceSummary['counts'],
			planChanges: plan ? plan.attributes.length + (plan.geometry ? 1 : 0) : 0,
			objectGeometry: compared.entries.filter((each) => each.geometry).length,
			objectAttributes: compared.entries.filter((each) => each.attributes.length > 0).length,
			changedSquareMetres: area.squareMetres,
			xplanVersions: [from.xplanVersion, to.xplanVersion],
			conversion: standard.conversion,
			conversionLost: standard.converted?.lost ?? 0,
			srid: frame.srid,
			tolerance: frame.tolerance
		}
	};
}

/** Measured is in the later version's CRS; where that has no metres, in the UTM zone of the place. */
function frameOf(from: ComparedVersion, to: ComparedVersion): Frame {
	const degrees = [0, 4258, 4326, 3857].includes(to.srid);
	const srid = degrees ? 25800 + Math.min(33, Math.max(31, Math.floor(((to.longitude ?? 12) + 180) / 6) + 1)) : to.srid;
	const tolerance = from.srid === to.srid ? TOLERANCE : Math.max(TOLERANCE, from.accuracy, to.accuracy);
	return { from: from.id, to: to.id, srid, tolerance, scale: Math.cos(((to.latitude ?? 51) * Math.PI) / 180) };
}

interface Standard {
	conversion: DifferenceSummary['conversion'];
	converted: Converted | null;
	/** The side that was converted. */
	side: 'from' | 'to' | null;
	versions: { from: XplanVersion; to: XplanVersion };
	classOf: (side: 'from' | 'to', gmlId: string, stored: string) => string;
}

/** Both versions in one standard, as far as the conversion tables reach. */
async function commonStandard(from: ComparedVersion, to: ComparedVersion, { convert }: ComputeOptions): Promise<Standard> {
	const versions = { from: from.xplanVersion as XplanVersion, to: to.xplanVersion as XplanVersion };
	const as = (conversion: Standard['conversion']): Standard => ({ conversion, converted: null, side: null, versions, classOf: (_side, _id, stored) => stored });
	if (versions.from === versions.to) return as('none');
	const side = versions.from < versions.to ? 'from' : 'to';
	const [older, newer] = side === 'from' ? [from, versions.to] : [to, versions.from];
	const converted = (await convert?.(older, newer)) ?? null;
	if (!converted) return as('as-is');
	return {
		conversion: 'converted',
		converted,
		side,
		versions: { ...versions, [side]: converted.version },
		classOf: (asked, gmlId, stored) => (asked === side ? (converted.features.get(gmlId)?.class ?? stored) : stored)
	};
}

async function sidesOf(
	scope: TenantScope,
	from: ComparedVersion,
	to: ComparedVersion,
	{ versions, converted, side }: Standard,
	objects: PairedObjects,
	texts: ReturnType<typeof matchTexts>,
	bereiche: ReturnType<typeof matchBereiche>
): Promise<Sides & { catalogue: Awaited<ReturnType<typeof loadCatalogue>> }> {
	const [before, after] = [await loadCatalogue(versions.from), await loadCatalogue(versions.to)];
	const references = await referenceTexts(scope, { from, to }, objects, texts, bereiche);
	const of = (which: 'from' | 'to', catalogue: typeof before): Sides['before'] => (className, attributes, gmlId) => {
		const newer = side === which ? converted!.features.get(gmlId) : undefined;
		// A converted feature carries its place among the properties; a stored one does not.
		const own = newer?.attributes.filter((each) => !(each.geometry && PLACES.has(each.name)));
		return { catalogue, className: newer?.class ?? className, attributes: own ?? attributes, reference: references[which] };
	};
	return { before: of('from', before), after: of('to', after), catalogue: after };
}

async function planEntry(scope: TenantScope, frame: Frame, from: ComparedVersion, to: ComparedVersion, sides: Sides): Promise<NewEntry | null> {
	const [place] = await measurePairs(scope, frame, 'plan', [{ from: from.id, to: to.id }]);
	const lettering = await letteringChanges(scope, frame, from.srid === to.srid && from.xplanVersion === to.xplanVersion);
	const attributes = [...compareAttributes(sides.before(from.class, from.attributes, from.gmlId), sides.after(to.class, to.attributes, to.gmlId), IN_DOCUMENTS), ...lettering];
	if (attributes.length === 0 && place!.same) return null;
	return {
		subject: 'plan',
		kind: 'changed',
		class: to.class,
		fromGmlId: from.gmlId,
		toGmlId: to.gmlId,
		title: to.name,
		label: null,
		attributes,
		geometry: place!.change,
		words: null,
		matchedBy: 'id'
	};
}

async function sized(scope: TenantScope, srid: number, versionId: string, rows: PairedObjects['added'], kind: 'added' | 'removed'): Promise<NewEntry[]> {
	const entries: NewEntry[] = [];
	for (let i = 0; i < rows.length; i += BATCH) {
		const batch = rows.slice(i, i + BATCH);
		const sizes = await measureOne(scope, srid, versionId, batch.map((row) => row.id));
		for (const row of batch) {
			const size = sizes.get(row.id) ?? null;
			const geometry = size && kind === 'removed' ? { ...size, before: size.after, after: null } : size;
			entries.push({ ...objectEntry(kind, kind === 'added' ? null : row, kind === 'added' ? row : null), geometry });
		}
	}
	return entries;
}

const KINDS = ['added', 'removed', 'changed'];

function ordered(entries: NewEntry[]): NewEntry[] {
	return entries.sort(
		(a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || a.title.localeCompare(b.title, 'de') || (a.label ?? '').localeCompare(b.label ?? '', 'de', { numeric: true })
	);
}

function countsOf(entries: NewEntry[], unchanged: number): KindCounts {
	const count = (kind: string) => entries.filter((each) => each.kind === kind).length;
	return { added: count('added'), removed: count('removed'), changed: count('changed'), unchanged };
}

async function changedArea(
	scope: TenantScope,
	frame: Frame,
	objects: PairedObjects,
	compared: { whole: number[]; shifted: { from: number; to: number }[] },
	perimeter: boolean,
	onBatch: (done: number) => Promise<void>
) {
	const whole = [...objects.added, ...objects.removed].map((row) => row.id).concat(compared.whole);
	const parts: string[] = [];
	const add = (area: string | null) => area && parts.push(area);
	const steps = Math.max(1, Math.ceil(whole.length / BATCH) + Math.ceil(compared.shifted.length / BATCH));
	let step = 0;
	for (let i = 0; i < whole.length; i += BATCH, await onBatch(++step / steps)) add(await areaOfChanges(scope, frame, whole.slice(i, i + BATCH), []));
	for (let i = 0; i < compared.shifted.length; i += BATCH, await onBatch(++step / steps))
		add(await areaOfChanges(scope, frame, [], compared.shifted.slice(i, i + BATCH)));
	if (perimeter) add(await perimeterChange(scope, frame));
	return unionOf(scope, parts, frame.srid);
}

