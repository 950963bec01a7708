import type { Catalogue } from './catalogue/catalogue.ts';
import { loadCatalogue } from './catalogue/catalogue.ts';
import { Pace, type CheckProgress } from './check-pace.ts';
import { partsOf, type SkippableCheck } from './check-parts.ts';
import type { CheckedDocument } from './checks/checked-document.ts';
import { ReferenceCheck } from './checks/references.ts';
import { checkLinks } from './checks/references-links.ts';
import { documentsOf, type NamedDocument } from './checks/references-documents.ts';
import { checkSemantics } from './checks/semantics/check-semantics.ts';
import { StructureCheck } from './checks/structure/structure-check.ts';
import { XplanError, type XplanErrorCode } from './errors.ts';
import { FindingList, type CheckCounts } from './findings.ts';
import { withDefaults, type Limits } from './limits.ts';
import type { Check, DocumentHeader, Feature, Finding, ReadSummary, Unsupported } from './model.ts';
import { readXplanGml } from './reader.ts';

export { SKIPPABLE_CHECKS, type SkippableCheck } from './check-parts.ts';
export type { CheckProgress } from './check-pace.ts';

/** What the check of one document says; the form of `npm run -s xplan -- check --json`. */
export interface CheckResult {
	file?: string;
	/** Read, and without findings of severity error. */
	ok: boolean;
	version: string;
	root: string;
	members: number;
	classes: Record<string, number>;
	plans: ReadSummary['plans'];
	crs: string[];
	/** Of the four checks, those that were skipped are absent. */
	structure?: CheckCounts;
	references?: CheckCounts;
	geometry?: CheckCounts;
	semantics?: CheckCounts;
	/** What was switched off, single rules included. */
	skipped: SkippableCheck[];
	findings: Finding[];
	unsupported: Unsupported[];
	/** Documents that the plan names, with what is known of them; absent where references are skipped. */
	documents?: NamedDocument[];
}

export interface UnreadableResult {
	file?: string;
	ok: false;
	error: { code: XplanErrorCode; message: string; line?: number };
}

export interface CheckOptions {
	limits?: Partial<Limits>;
	/** Names of the files beside the GML in its ZIP archive; undefined for a GML alone. */
	attachments?: ReadonlySet<string>;
	/** The archive holds other GML files too: they may name the attachments that this one does not. */
	sharedAttachments?: boolean;
	skip?: ReadonlySet<SkippableCheck>;
	/** Size of the source in bytes; without it the progress of reading is not known. */
	bytes?: number;
	onProgress?: (progress: CheckProgress) => void;
	signal?: AbortSignal;
	/** Called with the header and every batch of members while reading, for a page that draws the plan meanwhile. */
	onFeatures?: (features: readonly Feature[], header: DocumentHeader) => void;
}

/**
 * Reads a document and checks it: structure while reading, then references, geometry and semantics. The same in Node, in a worker and
 * in the browser.
 * @throws XplanError when the document cannot be read; the reason of `signal` when cancelled
 */
export async function checkXplan(source: AsyncIterable<Uint8Array>, options: CheckOptions = {}): Promise<CheckResult> {
	const limits = withDefaults(options.limits);
	const skip = options.skip ?? new Set<SkippableCheck>();
	const findings = new WantedFindings(limits, skip);
	const parts = partsOf(skip);
	const pace = new Pace(parts, options);
	const references = skip.has('references') ? undefined : new ReferenceCheck(findings, limits);
	const read = await readAll(pace.counted(source), { ...options, skip, limits, findings, references, pace });
	references?.end();

	const { document, summary } = read;
	if (!document.catalogue.certain) reportPartlyKnown(document, findings);
	let documents: NamedDocument[] | undefined;
	if (references) {
		pace.start('references');
		documents = documentsOf(document, limits);
		const shared = options.sharedAttachments ?? false;
		await checkLinks(document, { ...pace.run(findings), knows: references.knows, documents, shared, semantics: !skip.has('semantics') });
	}
	if (!skip.has('geometry')) {
		pace.start('geometry');
		const wanted = { flaechenschluss: !skip.has('flaechenschluss'), geltungsbereich: !skip.has('geltungsbereich') };
		const single = { doppelbelegung: !skip.has('doppelbelegung'), orientation: !skip.has('laufrichtung') };
		const { checkGeometry } = await geometryCheck();
		await checkGeometry(document, pace.run(findings), { ...wanted, ...single });
	}
	if (!skip.has('semantics')) {
		pace.start('semantics');
		await checkSemantics(document, pace.run(findings));
	}
	pace.end();
	const counts = (check: Check) => (skip.has(check) ? {} : { [check]: findings.countOf(check) });
	const { header, members, classes, plans, crs } = summary;
	return {
		ok: findings.errors === 0,
		version: header.version,
		root: header.root,
		members,
		classes,
		plans,
		crs,
		...counts('structure'),
		...counts('references'),
		...counts('geometry'),
		...counts('semantics'),
		skipped: [...skip],
		findings: findings.all(),
		unsupported: findings.allUnsupported(),
		...(documents ? { documents } : {})
	};
}

/** Loaded when needed: it brings GEOS, which the other checks do without. */
const geometryCheck = () => import('./checks/geometry/check-geometry.ts');

interface ReadNeeds extends CheckOptions {
	skip: ReadonlySet<SkippableCheck>;
	limits: Limits;
	findings: FindingList;
	references: ReferenceCheck | undefined;
	pace: Pace;
}

/** Reads the document and keeps its features for the checks that look at them together. */
async function readAll(
	source: AsyncIterable<Uint8Array>,
	{ skip, limits, findings, references, pace, attachments, onFeatures }: ReadNeeds
): Promise<{ document: CheckedDocument; summary: ReadSummary }> {
	const features: Feature[] = [];
	const byId = new Map<string, Feature>();
	let header: DocumentHeader | undefined;
	let catalogue: Catalogue | undefined;
	let summary: ReadSummary | undefined;
	const observer = skip.has('structure') ? undefined : new StructureCheck(findings, limits);
	const orientation = !skip.has('laufrichtung');
	for await (const event of readXplanGml(source, { limits, findings, onId: references?.onId, observer, orientation })) {
		await pace.checkpoint();
		if (event.type === 'header') {
			header = event.header;
			catalogue = await loadCatalogue(header.version);
			// Compiled by other threads while this one reads. Where that fails, the check of geometry meets the same error and throws it.
			if (!skip.has('geometry')) geometryCheck().then(({ loadGeos }) => loadGeos()).catch(() => undefined);
		} else if (event.type === 'features') {
			for (const feature of event.features) {
				references?.addFeature(feature);
				if (!pace.needsDocument) continue;
				features.push(feature);
				if (!byId.has(feature.gmlId)) byId.set(feature.gmlId, feature);
			}
			onFeatures?.(event.features, header!);
		} else summary = event.summary;
	}
	const document = { header: header!, catalogue: catalogue!, features, byId, ...(attachments ? { attachments } : {}) };
	return { document, summary: summary! };
}

/** What the structure check reports too, as its own. */
const OF_STRUCTURE = new Set(['id-duplicate', 'id-missing']);

/** Leaves out what the planner has switched off, and what another check says already; the reader itself knows no switches. */
class WantedFindings extends FindingList {
	private readonly skip: ReadonlySet<SkippableCheck>;

	constructor(limits: Limits, skip: ReadonlySet<SkippableCheck>) {
		super(limits);
		this.skip = skip;
	}

	override add(finding: Finding): void {
		if (this.skip.has(finding.check)) return;
		if (finding.check === 'references' && OF_STRUCTURE.has(finding.rule) && !this.skip.has('structure')) return;
		super.add(finding);
	}
}

function reportPartlyKnown({ header }: CheckedDocument, findings: FindingList): void {
	const message =
		`Die Version ${header.version} ist erst zum Teil bekannt: Geprüft wird nach 6.0 mit den bekannten Neuerungen. ` +
		'Unbekannte Elemente gelten nicht als Fehler. Bitte prüfen Sie den Plan zusätzlich mit dem Schema.';
	findings.add({ check: 'structure', rule: 'version-partly-known', severity: 'info', message });
}

/** The result for a document that cannot be read; other errors are thrown on. */
export function unreadable(error: unknown): UnreadableResult {
	if (!(error instanceof XplanError)) throw error;
	const { code, message, line } = error;
	return { ok: false, error: line === undefined ? { code, message } : { code, message, line } };
}
