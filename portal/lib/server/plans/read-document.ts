import { randomUUID } from 'node:crypto';
import { assignToPlans } from '../../../../importers/xplan/assignment.ts';
import { loadCatalogue } from '../../../../importers/xplan/catalogue/catalogue.ts';
import { ReferenceCheck } from '../../../../importers/xplan/checks/references.ts';
import { crsByCode } from '../../../../importers/xplan/crs.ts';
import { XplanError } from '../../../../importers/xplan/errors.ts';
import { FindingList } from '../../../../importers/xplan/findings.ts';
import { IdTable } from '../../../../importers/xplan/id-table.ts';
import { withDefaults } from '../../../../importers/xplan/limits.ts';
import type { DocumentHeader, Feature, ReadSummary } from '../../../../importers/xplan/model.ts';
import { externalReferences, firstValue, indexEntry, kindOf, planMetadata, type IndexEntry } from '../../../../importers/xplan/plans.ts';
import { readXplanGml } from '../../../../importers/xplan/reader.ts';
import { detach } from '../../../../importers/xplan/xml.ts';
import { refusalIn } from '../../../../importers/xplan/refusal.ts';
import { CodeLabels } from './code-labels.ts';
import type { ReadBereich, ReadForm, ReadPlan, ReadReference, ReadText } from './import-types.ts';
import { locate, splitPlace } from './locate.ts';
import { memberForm } from './member-form.ts';
import { objectRow, type RowContext } from './object-rows.ts';
import { compareTextKeys } from './text-order.ts';

/** One GML document to read; `open` may be called a second time. */
export interface DocumentSource {
	open(): AsyncIterable<Uint8Array>;
	/** Path inside the ZIP, null for a bare file. */
	gmlPath: string | null;
	/** For a plan that has neither name nor number. */
	fallbackName: string;
	tenantId: string;
	/** Of the document's first plan: all objects go out under it. */
	versionId: string;
	maxBytes: number;
}

/** Few features at a time: what is gone before the young generation is full costs the garbage collector nothing, and no memory. */
const BATCH = 16;

/**
 * Reads one document: objects go out as rows while reading, under the version of its first plan; everything else comes back per plan.
 * Only for documents of several plans, or of a plan with several Bereiche whose objects do not name theirs, the document is read a
 * second time, so that ordinary ones need no index in memory.
 * @param emit takes rows; awaited
 * @throws XplanError when the document cannot be read
 */
export async function readDocument(source: DocumentSource, emit: (line: string) => Promise<void> | void): Promise<ReadPlan[]> {
	const limits = withDefaults({ maxBytes: source.maxBytes });
	const findings = new FindingList(limits);
	const references = new ReferenceCheck(findings, limits);
	const found = new Collected(source);
	let summary: ReadSummary | undefined;
	for await (const event of readXplanGml(source.open(), { limits, findings, onId: references.onId, batchSize: BATCH })) {
		if (event.type === 'header') await found.start(event.header);
		else if (event.type === 'features') {
			for (const feature of event.features) {
				references.addFeature(feature);
				const line = found.add(feature);
				const taken = line === undefined ? undefined : emit(line);
				if (taken) await taken;
			}
		} else summary = event.summary;
	}
	references.end();
	const refusal = refusalIn(findings.kept);
	if (refusal) throw new XplanError('unplaceable', refusal.message, { line: refusal.line });
	found.report(findings);
	const plans = found.plansOf(summary!, findings);
	if (plans.length > 1 || (found.bereiche.length > 1 && found.withoutBereich > 0)) await assign(source, plans, found, findings);
	else plans[0]!.objectCount = found.objects;
	const [kept, unsupported] = [findings.all(), findings.allUnsupported()];
	return plans.map((plan) => ({ ...plan, findings: kept, unsupported, texts: plan.texts.sort((a, b) => compareTextKeys(a.key, b.key)) }));
}

const own = (text: string | null): string | null => (text === null ? null : detach(text));

/** What is kept of a document while its objects pass by. */
class Collected {
	readonly plans: Feature[] = [];
	readonly bereiche: ReadBereich[] = [];
	readonly texts: ReadText[] = [];
	readonly references: ReadReference[] = [];
	readonly forms: ReadForm[] = [];
	objects = 0;
	/** Objects that do not say which Bereich they belong to. */
	withoutBereich = 0;
	notOnMap: string[] = [];
	/** Second features of one gml:id, which get a name of their own. */
	renamed = 0;
	readonly srids = new Map<number, number>();
	private readonly ids = new IdTable();
	private readonly repeated = new Map<string, number>();
	private readonly source: DocumentSource;
	private context!: RowContext;

	constructor(source: DocumentSource) {
		this.source = source;
	}

	async start(header: DocumentHeader): Promise<void> {
		const labels = new CodeLabels(await loadCatalogue(header.version));
		const { tenantId, versionId } = this.source;
		this.context = { tenantId, versionId, xplanVersion: header.version, labels };
	}

	/** @returns the row of an object */
	add(feature: Feature): string | undefined {
		const kind = kindOf(feature.class);
		const gmlId = this.unique(feature.gmlId);
		const form = memberForm(feature);
		if (form) this.forms.push({ gmlId, form: JSON.stringify(form) });
		for (const { name, url, type, property, mimeType, georefUrl, art } of externalReferences(feature)) {
			if (!name && !url && !georefUrl) continue;
			const title = detach(name ?? url ?? georefUrl!);
			const isRaster = property === 'refScan' || art === 'PlanMitGeoreferenz' || georefUrl !== null;
			const raster = isRaster ? { georefUrl: own(georefUrl) } : undefined;
			this.references.push({ ownerGmlId: gmlId, name: title, type: type ?? property, url: own(url ?? georefUrl), mimeType: own(mimeType), raster });
		}
		if (kind === 'plan') {
			this.plans.push({ ...feature, gmlId });
			return undefined;
		}
		if (kind === 'bereich') {
			this.addBereich(feature, gmlId);
			return undefined;
		}
		if (kind === 'text' || kind === 'reason') {
			const text = (name: string) => own(firstValue(feature, name));
			const attributes = JSON.stringify(feature.attributes);
			const [key, legalBasis, body] = [text('schluessel'), text('gesetzlicheGrundlage'), text('text')];
			this.texts.push({ gmlId, class: feature.class, key, legalBasis, body, attributes });
			return undefined;
		}
		const row = objectRow(feature, gmlId, this.context);
		this.objects++;
		if (row.bereich === null && kind !== 'presentation') this.withoutBereich++;
		if (row.srid !== null) this.count(row.srid);
		if (!row.onMap && this.notOnMap.length < 100) this.notOnMap.push(gmlId);
		return row.line;
	}

	private addBereich(feature: Feature, gmlId: string): void {
		const { place, rest } = splitPlace(feature);
		const located = place ? locate(place) : undefined;
		if (located) this.count(located.srid);
		this.bereiche.push({
			gmlId,
			class: feature.class,
			number: firstValue(feature, 'nummer'),
			name: firstValue(feature, 'name'),
			attributes: JSON.stringify(rest),
			native: located?.native ?? null,
			geom: located?.geom ?? null
		});
	}

	/** A counter per gml:id, because a flood of one repeated id would make counting up from 2 quadratic. */
	private unique(gmlId: string): string {
		let name = gmlId;
		// Only a new name makes the table longer.
		for (let known = this.ids.size; this.ids.add(name) < known; known = this.ids.size) {
			const number = (this.repeated.get(gmlId) ?? 1) + 1;
			this.repeated.set(gmlId, number);
			name = `${gmlId}~${number}`;
		}
		return name;
	}

	private count(srid: number): void {
		this.srids.set(srid, (this.srids.get(srid) ?? 0) + 1);
	}

	report(findings: FindingList): void {
		for (const gmlId of this.notOnMap) {
			const message = 'Die Lage dieses Objekts ist nicht bestimmbar; es erscheint in der Liste, aber nicht auf der Karte.';
			findings.add({ check: 'geometry', rule: 'not-on-map', severity: 'warning', gmlId, message });
		}
	}

	plansOf(summary: ReadSummary, findings: FindingList): ReadPlan[] {
		if (this.plans.length === 0) {
			const message = 'Die Datei enthält keinen Plan, nur einzelne Objekte. Bitte exportieren Sie sie zusammen mit ihrem Plan.';
			findings.add({ check: 'structure', rule: 'plan-missing', severity: 'error', message });
			const family = /^(BP|FP|RP|LP|SO)_/.exec(Object.keys(summary.classes)[0] ?? '')?.[1] ?? 'BP';
			this.plans.push({ class: `${family}_Plan`, gmlId: 'ohne-plan', line: 1, attributes: [] });
		}
		const commonest = [...this.srids].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
		return this.plans.map((plan, index) => this.plan(plan, index, summary, commonest));
	}

	private plan(feature: Feature, index: number, summary: ReadSummary, commonest: number): ReadPlan {
		const meta = planMetadata(feature);
		const { place, rest } = splitPlace(feature);
		const located = place ? locate(place) : undefined;
		const srid = located?.srid || commonest;
		const single = this.plans.length === 1;
		return {
			versionId: index === 0 ? this.source.versionId : randomUUID(),
			gmlPath: this.source.gmlPath,
			xplanVersion: summary.header.version,
			class: feature.class,
			gmlId: feature.gmlId,
			name: meta.name ?? meta.number ?? this.source.fallbackName,
			number: meta.number,
			planArt: meta.planArt[0] ?? null,
			rechtsstand: meta.rechtsstand,
			gemeinde: meta.municipalities.map((each) => each.name).filter(Boolean).join(', ') || null,
			srid,
			accuracy: crsByCode(`EPSG:${srid}`)?.accuracyMetres ?? 0,
			attributes: JSON.stringify(rest),
			native: located?.native ?? null,
			area: located?.kind === 'area' ? located.geom : null,
			bereiche: single ? this.bereiche : [],
			texts: single ? this.texts : [],
			forms: single ? this.forms : [],
			references: single ? this.references : [],
			findings: [],
			unsupported: [],
			objectCount: 0,
			moved: null,
			bereichOf: []
		};
	}
}

/** Reads a second time and says which feature belongs to which plan and Bereich. */
async function assign(source: DocumentSource, plans: ReadPlan[], found: Collected, findings: FindingList): Promise<void> {
	const index: IndexEntry[] = [];
	for await (const event of readXplanGml(source.open(), { limits: { maxBytes: source.maxBytes } })) {
		if (event.type === 'features') for (const feature of event.features) index.push(indexEntry(feature));
	}
	const assigned = assignToPlans(index);
	const first = plans[0]!;
	const byGmlId = new Map(plans.map((plan) => [plan.gmlId, plan]));
	const planOf = (gmlId: string): ReadPlan => byGmlId.get(assigned.get(gmlId)?.plan ?? '') ?? first;
	if (plans.length > 1) {
		for (const each of found.bereiche) planOf(each.gmlId).bereiche.push(each);
		for (const each of found.texts) planOf(each.gmlId).texts.push(each);
		for (const each of found.forms) planOf(each.gmlId).forms.push(each);
		for (const each of found.references) planOf(each.ownerGmlId).references.push(each);
	}
	const inBereich = new Map<string, string[]>();
	let homeless = 0;
	for (const entry of index) {
		const kind = kindOf(entry.class);
		if (kind === 'plan' || kind === 'bereich' || kind === 'text' || kind === 'reason') continue;
		const place = assigned.get(entry.gmlId);
		const plan = planOf(entry.gmlId);
		plan.objectCount++;
		if (!place?.plan) homeless++;
		if (plan !== first) (plan.moved ??= { from: first.versionId, gmlIds: [] }).gmlIds.push(entry.gmlId);
		if (!place?.bereich) continue;
		const key = `${plan.versionId} ${place.bereich}`;
		const list = inBereich.get(key);
		if (list) list.push(entry.gmlId);
		else inBereich.set(key, [entry.gmlId]);
	}
	for (const [key, gmlIds] of inBereich) {
		const [versionId, bereich] = [key.slice(0, 36), key.slice(37)];
		plans.find((plan) => plan.versionId === versionId)!.bereichOf.push({ bereich, gmlIds });
	}
	if (homeless === 0) return;
	const message = `${homeless} Objekte gehören zu keinem der ${plans.length} Pläne der Datei; sie stehen bei „${first.name}“. Bitte ergänzen Sie die Zuordnung.`;
	findings.add({ check: 'references', rule: 'object-without-plan', severity: 'warning', message });
}
