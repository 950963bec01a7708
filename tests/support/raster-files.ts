import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { projectPath } from '../../gis/project-path.ts';
import { writeZip } from '../../portal/demo/zip.ts';

/** Scans with a known mark, and plans that refer to them. Drawn here, so that every pixel is known. */

export interface Scan {
	width: number;
	height: number;
	/** Middle of the black disc, in pixels from the upper left corner. */
	mark: [number, number];
}
export const SCAN: Scan = { width: 1200, height: 900, mark: [800.5, 300.5] };

export type ScanKind = 'g4' | 'tiff' | 'grey16' | 'rgb' | 'rgba' | 'palette' | 'png' | 'jpeg' | 'cmyk';

/** A white sheet with a disc of 20 pixels; coloured kinds have a red one on white. */
export async function drawScan(kind: ScanKind, { width, height, mark: [x, y] }: Scan = SCAN): Promise<Buffer> {
	const colour = ['rgb', 'rgba', 'palette', 'jpeg', 'cmyk'].includes(kind) ? '#c00000' : '#000';
	const paper = kind === 'rgba' ? '' : `<rect width="${width}" height="${height}" fill="#fff"/>`;
	const disc = `<circle cx="${x}" cy="${y}" r="10.2" fill="${colour}"/>`;
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${paper}${disc}</svg>`;
	const image = sharp(Buffer.from(svg));
	const flat = () => image.flatten({ background: '#fff' });
	switch (kind) {
		case 'g4':
			return flat().toColourspace('b-w').threshold(128).tiff({ compression: 'ccittfax4', bitdepth: 1 }).toBuffer();
		case 'tiff':
			return flat().toColourspace('b-w').tiff({ compression: 'lzw' }).toBuffer();
		case 'grey16':
			return flat().toColourspace('grey16').png().toBuffer();
		case 'rgb':
			return flat().tiff({ compression: 'jpeg', quality: 95 }).toBuffer();
		case 'rgba':
			return image.tiff({ compression: 'deflate' }).toBuffer();
		case 'palette':
			return flat().png({ palette: true, colours: 16 }).toBuffer();
		case 'png':
			return flat().toColourspace('b-w').png().toBuffer();
		case 'jpeg':
			return flat().jpeg({ quality: 95 }).toBuffer();
		case 'cmyk':
			return flat().toColourspace('cmyk').tiff({ compression: 'lzw' }).toBuffer();
	}
}

/** Lines of a world file: size of a pixel, turns, centre of the first pixel. */
export const worldFile = (pixel: number, east: number, north: number, turn = 0): string =>
	[pixel, turn, turn, -pixel, east + pixel / 2 + turn / 2, north - pixel / 2 + turn / 2].map((each) => each.toFixed(10)).join('\r\n');

/** Writes the georeference into the tags of a TIFF, by GDAL in a process of its own. */
export async function asGeoTiff(tiff: Buffer, crs: string, [west, north, east, south]: [number, number, number, number]): Promise<Buffer> {
	const folder = mkdtempSync(join(tmpdir(), 'bauleitportal-geotiff-'));
	try {
		await writeFile(join(folder, 'in.tif'), tiff);
		const call = ['-a_srs', crs, '-a_ullr', ...[west, north, east, south].map(String)];
		await promisify(execFile)(process.execPath, ['--no-warnings', projectPath('tests/support/translate.ts'), folder, ...call], { cwd: projectPath('.') });
		return await readFile(join(folder, 'out.tif'));
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

export interface ScannedPlan {
	name?: string;
	version?: '4.1' | '5.0' | '6.0';
	crs?: string;
	/** Corners of the plan area: west, south, east, north. */
	area: [number, number, number, number];
	/** Area of the Bereich, where it is another. */
	bereich?: [number, number, number, number];
	/** Of the reference. */
	url?: string;
	georefUrl?: string;
}

/** A plan of nothing but its area and a scan. */
export function scannedPlan({ name = 'Altes Dorf', version = '6.0', crs = 'EPSG:25833', area, bereich, url = 'plan.tif', georefUrl }: ScannedPlan): string {
	const namespace = `http://www.xplanung.de/xplangml/${version.replace('.', '/')}`;
	const member = 'gml:featureMember';
	const ring = ([w, s, e, n]: number[]) => `${w} ${s} ${e} ${s} ${e} ${n} ${w} ${n} ${w} ${s}`;
	const polygon = (property: string, corners: number[], id: string) =>
		`<xplan:${property}><gml:Polygon gml:id="${id}" srsName="${crs}"><gml:exterior><gml:LinearRing><gml:posList>${ring(corners)}</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></xplan:${property}>`;
	const georef = georefUrl ? `<xplan:georefURL>${georefUrl}</xplan:georefURL>` : '';
	const reference = `<xplan:refScan><xplan:XP_ExterneReferenz>${georef}<xplan:art>PlanMitGeoreferenz</xplan:art><xplan:referenzName>Planzeichnung</xplan:referenzName><xplan:referenzURL>${url}</xplan:referenzURL></xplan:XP_ExterneReferenz></xplan:refScan>`;
	const carrier = version === '4.1' ? 'XP_RasterplanBasis' : 'XP_Rasterdarstellung';
	const modern = version === '6.0';
	const scan = modern ? reference : '<xplan:rasterBasis xlink:href="#GML_raster"/>';
	const basis = modern ? '' : `<${member}><xplan:${carrier} gml:id="GML_raster">${reference}</xplan:${carrier}></${member}>`;
	return `<?xml version="1.0" encoding="UTF-8"?>
<xplan:XPlanAuszug xmlns:xplan="${namespace}" xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:xlink="http://www.w3.org/1999/xlink" gml:id="GML_auszug">
<${member}><xplan:BP_Plan gml:id="GML_plan"><xplan:name>${name}</xplan:name><xplan:nummer>1</xplan:nummer>${polygon('raeumlicherGeltungsbereich', area, 'GML_a')}<xplan:gemeinde><xplan:XP_Gemeinde><xplan:ags>14999010</xplan:ags><xplan:gemeindeName>Musterlinden</xplan:gemeindeName></xplan:XP_Gemeinde></xplan:gemeinde><xplan:planArt>1000</xplan:planArt><xplan:rechtsstand>4000</xplan:rechtsstand><xplan:bereich xlink:href="#GML_bereich"/></xplan:BP_Plan></${member}>
<${member}><xplan:BP_Bereich gml:id="GML_bereich"><xplan:nummer>0</xplan:nummer>${bereich ? polygon('geltungsbereich', bereich, 'GML_b') : ''}${scan}<xplan:gehoertZuPlan xlink:href="#GML_plan"/></xplan:BP_Bereich></${member}>
${basis}
</xplan:XPlanAuszug>`;
}

export const zipWith = async (gml: string, files: Record<string, Uint8Array | string>): Promise<Uint8Array> =>
	writeZip([
		{ name: 'xplan.gml', content: Buffer.from(gml) },
		...Object.entries(files).map(([name, content]) => ({ name, content: typeof content === 'string' ? Buffer.from(content) : content }))
	]);
