import { geometryDefects } from './checks/geometry/curves.ts';
import { orientationFound } from './checks/geometry/orientation-found.ts';
import { crsByCode } from './crs.ts';
import { crsFromSrsName } from './crs-names.ts';
import { CrsTracker } from './crs-tracker.ts';
import type { FindingList } from './findings.ts';
import { GeometryProblem, isGmlGeometry, readGeometryFromGml, type ReadGeometry } from './gml-geometry.ts';
import type { Attribute, Feature, PlanGeometry, Position, Severity } from './model.ts';
import { repairOrientation } from './orientation.ts';
import { firstPosition, normalisePositions } from './positions.ts';
import { detach, gmlIdOf, hrefOf, isDeclaration, isGml, type XmlElement } from './xml.ts';

/** Called for every `gml:id` inside members, those of geometries included. */
export type IdSink = (id: string, line: number, owner: Feature) => void;

const CHECK_CRS = 'Bitte prüfen Sie das Koordinatenreferenzsystem.';
const OUTSIDE = {
	exchanged: ['axis-order', 'Ost- und Nordwert sind vertauscht; bitte schreiben Sie den Ostwert zuerst.'],
	hemisphere: ['wrong-hemisphere', `Sie liegen nicht einmal auf der Nord- und Osthalbkugel. ${CHECK_CRS}`],
	nowhere: ['coordinates-impossible', `Einen solchen Ort gibt es nicht. ${CHECK_CRS}`],
	elsewhere: ['coordinates-outside', CHECK_CRS]
} as const;

/** Turns property elements into attributes and their geometries into the model, reporting on the way. */
export class FeatureReader {
	readonly crs = new CrsTracker();
	/** Namespace of the document, for telling what is not of it. */
	namespace = '';
	private readonly findings: FindingList;
	private readonly onId: IdSink | undefined;

	/** Whether rings in the wrong direction are reported; they are turned in any case. */
	private readonly reportOrientation: boolean;

	constructor(findings: FindingList, onId: IdSink | undefined, reportOrientation = true) {
		this.findings = findings;
		this.onId = onId;
		this.reportOrientation = reportOrientation;
	}

	/** Adds a property of a feature. `gml:boundedBy` gives only a CRS: the envelope itself follows from the geometry. */
	addProperty(feature: Feature, element: XmlElement): void {
		if (element.local === 'boundedBy' && isGml(element.uri)) {
			const srsName = element.children[0]?.attributes['srsName']?.value;
			if (srsName !== undefined) this.crs.ofFeature = crsFromSrsName(srsName) ?? undefined;
			return;
		}
		feature.attributes.push(this.attribute(element, feature));
	}

	private attribute(element: XmlElement, feature: Feature): Attribute {
		const attribute: Attribute = { name: element.local };
		if (element.uri !== this.namespace) attribute.namespace = detach(element.uri);
		const { children } = element;
		this.xmlAttributes(element, attribute, feature);
		if (children.length === 0) {
			if (attribute.href === undefined || element.text !== '') attribute.value = element.text.trim();
			return attribute;
		}
		if (element.text !== '' && element.text.trim() !== '') {
			this.unsupported(`Text neben Elementen in ${element.local}`, element.line, feature);
		}
		if (children.length === 1 && isGmlGeometry(children[0]!)) {
			this.geometry(attribute, children[0]!, feature);
			return attribute;
		}
		if (children.length === 1) this.dataType(attribute, children[0]!, feature);
		else for (const child of children) (attribute.attributes ??= []).push(this.attribute(child, feature));
		return attribute;
	}

	/** A data type: `<property><XP_Gemeinde><ags/>…</XP_Gemeinde></property>`. */
	private dataType(attribute: Attribute, element: XmlElement, feature: Feature): void {
		attribute.type = element.local;
		const inner: Attribute = { name: element.local };
		this.xmlAttributes(element, inner, feature);
		const attributes = inner.attributes ?? [];
		const id = gmlIdOf(element);
		if (id !== undefined) {
			this.unsupported(`${element.local} steht in ${attribute.name} statt als eigenes Objekt`, element.line, feature);
		}
		if (inner.href !== undefined) attributes.push({ name: '@href', value: inner.href });
		if (inner.uom !== undefined) attributes.push({ name: '@uom', value: inner.uom });
		if (inner.codeSpace !== undefined) attributes.push({ name: '@codeSpace', value: inner.codeSpace });
		if (element.children.length === 0 && element.text !== '') attributes.push({ name: '@text', value: element.text.trim() });
		for (const child of element.children) attributes.push(this.attribute(child, feature));
		attribute.attributes = attribute.attributes === undefined ? attributes : [...attribute.attributes, ...attributes];
	}

	/** `href`, `uom` and `codeSpace` have their own fields; other XML attributes are kept as attributes named `@…`. */
	private xmlAttributes(element: XmlElement, attribute: Attribute, feature: Feature): void {
		for (const name in element.attributes) {
			const xml = element.attributes[name]!;
			if (xml.local === 'href' && xml.uri !== '') attribute.href = hrefOf(element);
			else if (xml.uri === '' && xml.local === 'uom') attribute.uom = xml.value;
			else if (xml.uri === '' && xml.local === 'codeSpace') attribute.codeSpace = xml.value;
			else if (!isDeclaration(xml)) {
				if (xml.local === 'id' && isGml(xml.uri)) this.onId?.(xml.value, element.line, feature);
				(attribute.attributes ??= []).push({ name: `@${xml.local}`, value: xml.value });
			}
		}
	}

	private geometry(attribute: Attribute, element: XmlElement, feature: Feature): void {
		if (this.onId !== undefined) this.ids(element, feature);
		let read: ReadGeometry;
		try {
			read = readGeometryFromGml(element);
		} catch (cause) {
			if (!(cause instanceof GeometryProblem)) throw cause;
			if (cause.unsupported !== undefined) this.unsupported(cause.unsupported, cause.line, feature);
			this.report(feature, cause.rule, 'error', cause.message, cause.line);
			// What cannot be a geometry is kept as elements, so that nothing is lost.
			this.dataType(attribute, element, feature);
			return;
		}
		attribute.geometry = read.geometry;
		if (read.heights.length > 0) {
			(attribute.attributes ??= []).push({ name: '@heights', value: read.heights.join(' ') });
			const message = 'Die Geometrie hat Höhen. Sie werden als Angabe behalten, aber nicht gezeichnet.';
			this.report(feature, 'third-dimension', 'info', message, element.line);
		}
		const code = this.codeOf(read, feature, element.line);
		if (code === null) return;
		if (code !== undefined) {
			this.settle(attribute, read.geometry, feature, element.line, code);
			if (this.crs.waiting.length > 0) this.settleWaiting();
		} else this.crs.waiting.push({ attribute, geometry: read.geometry, feature, line: element.line });
	}

	/** EPSG code of a geometry; undefined where it must wait for one, null where it has one that is not known. */
	private codeOf(read: ReadGeometry, feature: Feature, line: number): string | undefined | null {
		if (read.srsName === undefined) {
			this.crs.unnamed++;
			return this.crs.fallback();
		}
		const code = crsFromSrsName(read.srsName);
		if (code === null) {
			const name = read.srsName.slice(0, 80);
			const message = `Das Koordinatenreferenzsystem „${name}“ ist unbekannt. Bitte verwenden Sie zum Beispiel EPSG:25832.`;
			this.report(feature, 'crs-unknown', 'error', message, line);
			return null;
		}
		for (const other of read.otherSrsNames) {
			if (crsFromSrsName(other) === code) continue;
			const message = `Eine Geometrie verwendet zwei Koordinatenreferenzsysteme (${read.srsName} und ${other.slice(0, 80)}). Bitte exportieren Sie sie in einem.`;
			this.report(feature, 'crs-mixed-geometry', 'error', message, line);
			return null;
		}
		return code;
	}

	/** Gives waiting geometries the CRS that is now known; at the end of the document those left are reported. */
	settleWaiting(atEnd = false): void {
		const { waiting } = this.crs;
		const code = this.crs.fallback();
		if (code === undefined && !atEnd) return;
		for (const { attribute, geometry, feature, line } of waiting) {
			if (code !== undefined) this.settle(attribute, geometry, feature, line, code);
			else {
				const message =
					'Für eine Geometrie ist kein Koordinatenreferenzsystem angegeben. Bitte ergänzen Sie srsName an gml:Envelope oder an der Geometrie.';
				this.report(feature, 'crs-missing', 'error', message, line);
			}
		}
		waiting.length = 0;
	}

	/** Everything that needs the CRS: coordinates brought to east, north; orientation repaired; defects reported. */
	private settle(attribute: Attribute, geometry: PlanGeometry, feature: Feature, line: number, code: string): void {
		attribute.crs = code;
		this.crs.seen.add(code);
		for (const step of normalisePositions(geometry, code)) {
			const at = firstPosition(geometry);
			if (step.kind === 'zone-removed') {
				const message = `Den Ostwerten ist die Zone vorangestellt (${step.prefix}); sie wurde entfernt.`;
				this.report(feature, 'zone-prefix', 'info', message, line, at, code);
			} else if (step.kind === 'axes-exchanged') {
				this.report(feature, 'axis-order', 'info', 'Die Breite steht vor der Länge; die Achsen wurden getauscht.', line, at, code);
			} else {
				const [rule, hint] = OUTSIDE[step.why];
				const message = `Die Koordinaten ${step.at[0]} ${step.at[1]} liegen in ${code} nicht in Deutschland. ${hint}`;
				this.report(feature, rule, 'error', message, line, step.at, code);
			}
		}
		for (const repair of repairOrientation(geometry)) {
			if (!this.reportOrientation) continue;
			const { gmlId, class: className } = feature;
			this.findings.add({ check: 'geometry', ...orientationFound(repair), gmlId, class: className, line, crs: code });
		}
		for (const { rule, severity, message, at } of geometryDefects(geometry, crsByCode(code)!.unit)) {
			this.report(feature, rule, severity, message, line, at, code);
		}
	}

	private ids(element: XmlElement, feature: Feature): void {
		const id = gmlIdOf(element);
		if (id !== undefined) this.onId!(id, element.line, feature);
		for (const child of element.children) this.ids(child, feature);
	}

	private unsupported(what: string, line: number, feature: Feature): void {
		this.findings.addUnsupported({ what, gmlId: feature.gmlId, line });
	}

	private report(feature: Feature, rule: string, severity: Severity, message: string, line: number, at?: Position, crs?: string): void {
		const place = at === undefined ? {} : { geometry: { type: 'Point', coordinates: [at[0], at[1]] }, crs };
		this.findings.add({ check: 'geometry', rule, severity, gmlId: feature.gmlId, class: feature.class, message, line, ...place });
	}
}
