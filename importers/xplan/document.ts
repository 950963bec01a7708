import { crsFromSrsName } from './crs-names.ts';
import { XplanError } from './errors.ts';
import { FeatureReader, type IdSink } from './feature.ts';
import type { FindingList } from './findings.ts';
import type { Limits } from './limits.ts';
import { XPLAN_VERSIONS, type DocumentHeader, type Feature, type ReadSummary, type XplanVersion } from './model.ts';
import { detach, gmlIdOf, hrefOf, isGml, XmlStream, type XmlElement, type XmlHandler, type XmlObserver } from './xml.ts';

const PLAN = /^[A-Z]{2}_Plan$/;
const MEMBERS = new Set(['featureMember', 'featureMembers', 'member', 'additionalObjects']);
const COLLECTIONS = new Set(['FeatureCollection', 'SimpleFeatureCollection', 'Tuple']);
const isWfs = (uri: string): boolean => uri.startsWith('http://www.opengis.net/wfs');

/** Version by namespace, null for other namespaces. Locations of schemas are not looked at: they are often wrong. */
export function versionOfNamespace(namespace: string): XplanVersion | null {
	const match = /^http:\/\/www\.xplanung\.de\/xplangml\/(\d)\/(\d)$/.exec(namespace);
	const version = match === null ? undefined : XPLAN_VERSIONS.find((known) => known === `${match[1]}.${match[2]}`);
	return version ?? null;
}

/** Kinds of elements above the features. `aside` is a part that is looked at as a whole, such as the envelope. */
type Container = 'collection' | 'member';

/** Takes the elements of a document apart: containers, features, properties. Features are queued for the reader to give out. */
export class DocumentReader implements XmlHandler {
	header: DocumentHeader | undefined;
	readonly queue: Feature[] = [];
	private root = { local: '', namespace: '', crs: undefined as string | undefined };
	private readonly xml: XmlStream;
	private readonly features: FeatureReader;
	private readonly findings: FindingList;
	private readonly limits: Limits;
	private readonly onId: IdSink | undefined;
	private readonly containers: Container[] = [];
	private feature: Feature | undefined;
	private featureDepth = Infinity;
	private asideDepth = Infinity;
	private members = 0;
	/** The name is kept once: copies cut from the text would keep pieces of it alive. */
	private readonly classes = new Map<string, { name: string; count: number }>();
	private readonly plans: ReadSummary['plans'] = [];

	constructor(limits: Limits, findings: FindingList, onId?: IdSink, observer?: XmlObserver, reportOrientation?: boolean) {
		this.limits = limits;
		this.findings = findings;
		this.onId = onId;
		this.features = new FeatureReader(findings, onId, reportOrientation);
		this.xml = new XmlStream(this, limits, observer);
	}

	/** Geometries that wait for a CRS. */
	get waiting(): number {
		return this.features.crs.waiting.length;
	}

	write(piece: string): void {
		this.xml.write(piece);
	}

	giveUpWaiting(): void {
		this.features.settleWaiting(true);
	}

	end(): ReadSummary {
		this.xml.end();
		this.features.settleWaiting(true);
		const { header } = this;
		if (header === undefined) {
			const message =
				'Die Datei enthält keine Objekte, deshalb ist die XPlanGML-Version nicht erkennbar. Bitte exportieren Sie den Plan neu.';
			throw new XplanError('no-members', message);
		}
		const crs = [...this.features.crs.seen].sort();
		if (crs.length > 1) {
			const message = `Die Datei verwendet mehrere Koordinatenreferenzsysteme (${crs.join(', ')}). Bitte exportieren Sie alle Objekte in einem.`;
			this.findings.add({ check: 'geometry', rule: 'crs-mixed', severity: 'warning', message });
		}
		return {
			header,
			members: this.members,
			classes: Object.fromEntries([...this.classes.values()].map(({ name, count }) => [name, count])),
			plans: this.plans,
			crs,
			...(this.features.crs.unnamed > 0 ? { geometriesWithoutSrsName: this.features.crs.unnamed } : {}),
			findings: this.findings.all(),
			unsupported: this.findings.allUnsupported()
		};
	}

	open(element: XmlElement, depth: number): void {
		if (depth > this.featureDepth) {
			if (depth === this.featureDepth + 1) this.xml.elementsInPart = 0;
			return;
		}
		if (depth > this.asideDepth) return;
		if (depth === 1) return this.openRoot(element);
		this.xml.elementsInPart = 0;
		const container = this.containers[depth - 2];
		if (container === 'collection') {
			const known = isGml(element.uri) || isWfs(element.uri) || element.uri === this.root.namespace;
			if (known && MEMBERS.has(element.local)) this.containers.push('member');
			else this.openAside(element, depth);
		} else if (isWfs(element.uri) && COLLECTIONS.has(element.local)) this.containers.push('collection');
		else if (isWfs(element.uri) && MEMBERS.has(element.local)) this.containers.push('member');
		else this.openFeature(element, depth);
	}

	private openRoot(element: XmlElement): void {
		const { local, uri, line } = element;
		if (local === 'XPlanAuszug') this.setHeader(local, uri, line);
		else if (!(isWfs(uri) && local === 'FeatureCollection')) {
			const expected = 'XPlanAuszug oder wfs:FeatureCollection';
			const message = `Das erste Element heißt „${local.slice(0, 60)}“ statt ${expected}. Bitte wählen Sie eine XPlanGML-Datei.`;
			throw new XplanError('wrong-root', message, { line });
		}
		this.root.local = local;
		this.root.namespace = uri;
		this.containers.push('collection');
	}

	private setHeader(root: string, namespace: string, line: number): void {
		const version = versionOfNamespace(namespace);
		if (version === null) {
			const shown = namespace === '' ? 'ohne Namensraum' : `mit dem Namensraum „${namespace.slice(0, 80)}“`;
			const message = `Eine Datei ${shown} wird nicht gelesen. Bitte exportieren Sie den Plan in XPlanGML 4.0 bis 6.1.`;
			throw new XplanError('unknown-version', message, { line });
		}
		this.header = { version, root, namespace: detach(namespace) };
		this.features.namespace = this.header.namespace;
		if (this.root.crs !== undefined) this.header.crs = this.root.crs;
	}

	private openAside(element: XmlElement, depth: number): void {
		this.asideDepth = depth;
		this.xml.attachFrom = depth + 1;
		if (element.local === 'boundedBy') return;
		const what = `Element ${element.local} außerhalb der Objekte`;
		this.findings.addUnsupported({ what, line: element.line });
	}

	private openFeature(element: XmlElement, depth: number): void {
		const { line } = element;
		if (this.header === undefined) this.setHeader(this.root.local, element.uri, line);
		const name = this.countClass(element.local, line);
		this.members++;
		const given = gmlIdOf(element);
		const feature: Feature = { class: name, gmlId: given ?? `ohne-id-${this.members}`, line, attributes: [] };
		if (given === undefined || given === '') {
			const message = `Dem Objekt fehlt die gml:id; es heißt hier ${feature.gmlId}. Bitte ergänzen Sie sie.`;
			this.findings.add({ check: 'references', rule: 'id-missing', severity: 'error', class: name, message, line });
		} else this.onId?.(given, line, feature);
		if (element.uri !== this.header!.namespace) {
			feature.namespace = detach(element.uri);
			const what = `Objekt ${name} aus dem Namensraum ${element.uri.slice(0, 80)}; seine Angaben werden ungeprüft übernommen`;
			this.findings.addUnsupported({ what, gmlId: feature.gmlId, line });
		}
		this.feature = feature;
		this.featureDepth = depth;
		this.xml.attachFrom = depth + 2;
		this.features.crs.ofFeature = undefined;
	}

	private countClass(local: string, line: number): string {
		let known = this.classes.get(local);
		if (known === undefined) {
			if (this.classes.size >= this.limits.maxClasses) {
				const message = `Die Datei enthält mehr als ${this.limits.maxClasses} verschiedene Objektarten. Das ist kein gültiger Plan; bitte exportieren Sie ihn neu.`;
				throw new XplanError('too-many-classes', message, { line });
			}
			known = { name: detach(local), count: 0 };
			this.classes.set(known.name, known);
		}
		known.count++;
		return known.name;
	}

	close(element: XmlElement, depth: number): void {
		if (depth === this.featureDepth + 1) {
			const feature = this.feature!;
			if (feature.attributes.length >= this.limits.maxProperties) {
				const message = `Das Objekt in Zeile ${feature.line} hat mehr Angaben, als ein Objekt haben kann. Bitte prüfen Sie den Export.`;
				throw new XplanError('too-many-elements', message, { line: feature.line });
			}
			this.features.addProperty(feature, element);
		} else if (depth === this.featureDepth) this.closeFeature();
		else if (depth === this.asideDepth) this.closeAside(element);
		else if (depth < this.featureDepth && depth < this.asideDepth) {
			if (this.containers.pop() === 'member') this.closeMember(element);
		}
	}

	private closeFeature(): void {
		const feature = this.feature!;
		this.queue.push(feature);
		if (PLAN.test(feature.class)) {
			if (this.plans.length >= this.limits.maxPlans) {
				throw new XplanError('too-many-elements', `Die Datei enthält mehr als ${this.limits.maxPlans} Pläne. Bitte teilen Sie sie auf.`);
			}
			const name = feature.attributes.find((attribute) => attribute.name === 'name')?.value;
			this.plans.push({ class: feature.class, gmlId: detach(feature.gmlId), name: name === undefined ? null : detach(name) });
		}
		this.feature = undefined;
		this.featureDepth = Infinity;
		this.xml.attachFrom = Infinity;
	}

	private closeAside(element: XmlElement): void {
		const srsName = element.local === 'boundedBy' ? element.children[0]?.attributes['srsName']?.value : undefined;
		if (srsName !== undefined && this.features.crs.ofDocument === undefined) this.documentCrs(srsName, element.line);
		this.asideDepth = Infinity;
		this.xml.attachFrom = Infinity;
	}

	private documentCrs(srsName: string, line: number): void {
		const code = crsFromSrsName(srsName);
		if (code === null) {
			const name = srsName.slice(0, 80);
			const message = `Das Koordinatenreferenzsystem „${name}“ der Datei ist unbekannt. Bitte verwenden Sie zum Beispiel EPSG:25832.`;
			this.findings.add({ check: 'geometry', rule: 'crs-unknown', severity: 'error', message, line });
			return;
		}
		this.features.crs.ofDocument = code;
		this.root.crs = code;
		if (this.header !== undefined) this.header.crs = code;
		this.features.settleWaiting();
	}

	private closeMember(element: XmlElement): void {
		const href = hrefOf(element);
		if (href !== undefined) {
			this.findings.addUnsupported({ what: `Verweis auf ein Objekt außerhalb der Datei (${href.slice(0, 80)})`, line: element.line });
		}
	}

	strayText(text: string, line: number): void {
		this.findings.addUnsupported({ what: `Text zwischen den Elementen („${text}“)`, line });
	}
}
