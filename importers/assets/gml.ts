import { SaxesParser } from 'saxes';
import { writeGeoJson, type GeoJsonGeometry } from '../xplan/geojson.ts';
import { GeometryProblem, isGmlGeometry, readGeometryFromGml } from '../xplan/gml-geometry.ts';
import { gmlIdOf, type XmlElement } from '../xplan/xml.ts';
import { AssetBuilder, demandCrs } from './builder.ts';
import { AssetFileError, type AssetFile } from './model.ts';

const MEMBERS = new Set(['member', 'featureMember', 'featureMembers']);
const MOST_DEPTH = 60;

/** A WFS answer (GetFeature 1.0 to 2.0): features in `member`, `featureMember` or `featureMembers`, their simple properties and one geometry. */
export function readAssetsFromGml(text: string): AssetFile {
	const builder = new AssetBuilder();
	const root = parse(text);
	if (/exception/i.test(root.local)) throw new AssetFileError('asset_service_error', { message: textOf(root).slice(0, 300) });
	let crs = '';
	for (const member of root.children.filter(({ local }) => MEMBERS.has(local)))
		for (const feature of member.children) {
			const { attributes, geometry, srsName } = readFeature(feature);
			if (srsName) crs = srsName;
			builder.add(gmlIdOf(feature) ?? feature.attributes.fid?.value ?? '', attributes, geometry, demandCrs(srsName || crs));
		}
	return builder.finish(demandCrs(crs));
}

function readFeature(feature: XmlElement): { attributes: Record<string, unknown>; geometry: GeoJsonGeometry | null | undefined; srsName: string } {
	const attributes: Record<string, unknown> = {};
	let geometry: GeoJsonGeometry | null | undefined = null;
	let srsName = '';
	for (const property of feature.children) {
		const element = property.children.find(isGmlGeometry);
		if (element && property.local !== 'boundedBy' && !geometry) {
			try {
				const read = readGeometryFromGml(element);
				geometry = writeGeoJson(read.geometry);
				srsName = read.srsName ?? '';
			} catch (error) {
				// Told as one of those that could not be read.
				if (!(error instanceof GeometryProblem)) throw error;
				geometry = undefined;
			}
		} else if (property.children.length === 0) attributes[property.local] = property.text.trim();
	}
	return { attributes, geometry, srsName };
}

const textOf = (element: XmlElement): string => [element.text.trim(), ...element.children.map(textOf)].filter(Boolean).join(' ');

/** @throws AssetFileError for what is no XML, and for document types: they can blow up a small file */
function parse(text: string): XmlElement {
	const parser = new SaxesParser({ xmlns: true });
	const stack: (XmlElement & { children: XmlElement[] })[] = [];
	let root: XmlElement | undefined;
	const refuse = (cause?: unknown): never => {
		throw new AssetFileError('asset_file_unreadable', {}, { cause });
	};
	parser.on('error', refuse);
	parser.on('doctype', () => refuse());
	parser.on('opentag', ({ uri, local, attributes }) => {
		const element = { uri, local, line: parser.line, attributes: attributes as unknown as XmlElement['attributes'], children: [], text: '' };
		if (stack.length >= MOST_DEPTH) refuse();
		stack.at(-1)?.children.push(element);
		root ??= element;
		stack.push(element);
	});
	parser.on('text', (piece) => {
		const element = stack.at(-1);
		if (element) element.text += piece;
	});
	parser.on('closetag', () => void stack.pop());
	parser.write(text).close();
	return root ?? refuse();
}
