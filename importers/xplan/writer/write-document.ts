import { loadCatalogue } from '../catalogue/catalogue.ts';
import type { Feature, XplanVersion } from '../model.ts';
import { FeatureWriter, GML, XLINK, XSI } from './write-feature.ts';
import { xmlAttribute } from './xml-text.ts';

/** West, south, east, north in the unit of the CRS. */
export type Envelope = [number, number, number, number];

export interface DocumentToWrite {
	version: XplanVersion;
	/** `gml:id` of the root; it must differ from those of the features. */
	id: string;
	/** CRS (`EPSG:n`) and extent of all geometries; without them the root has no envelope. */
	crs?: string;
	envelope?: Envelope;
	/** Features in batches, in the order in which they shall stand. */
	features: Iterable<Feature[]> | AsyncIterable<Feature[]>;
}

/** Told of each feature after it was written. */
export type OnWritten = (feature: Feature, geometryIds: number) => void;

/**
 * Writes a document as XPlanGML of its own version, a piece of text per batch, in constant memory. Always an `XPlanAuszug` with
 * `gml:featureMember`s; reading it gives the same features (property order: that of the schema).
 */
export async function* writeXplanGml(document: DocumentToWrite, onWritten?: OnWritten): AsyncGenerator<string> {
	const catalogue = await loadCatalogue(document.version);
	const writer = new FeatureWriter(catalogue);
	yield head(document);
	for await (const features of document.features) {
		let text = '';
		for (const feature of features) {
			text += `<gml:featureMember>\n${writer.write(feature)}\n</gml:featureMember>\n`;
			onWritten?.(feature, writer.geometryIds);
		}
		yield text;
	}
	yield '</xplan:XPlanAuszug>\n';
}

function head({ version, id, crs, envelope }: DocumentToWrite): string {
	const namespace = `http://www.xplanung.de/xplangml/${version.replace('.', '/')}`;
	const declarations =
		xmlAttribute('xmlns:xplan', namespace) + xmlAttribute('xmlns:gml', GML) + xmlAttribute('xmlns:xlink', XLINK) + xmlAttribute('xmlns:xsi', XSI);
	let text = `<?xml version="1.0" encoding="UTF-8"?>\n<xplan:XPlanAuszug${declarations}${xmlAttribute('gml:id', id)}>\n`;
	if (crs !== undefined && envelope !== undefined) {
		const [west, south, east, north] = envelope;
		const corners = `<gml:lowerCorner>${west} ${south}</gml:lowerCorner><gml:upperCorner>${east} ${north}</gml:upperCorner>`;
		text += `<gml:boundedBy><gml:Envelope${xmlAttribute('srsName', crs)} srsDimension="2">${corners}</gml:Envelope></gml:boundedBy>\n`;
	}
	return text;
}
