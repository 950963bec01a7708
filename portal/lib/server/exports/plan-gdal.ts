import { createWriteStream, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Catalogue } from '../../../../importers/xplan/catalogue/catalogue.ts';
import type { Feature } from '../../../../importers/xplan/model.ts';
import { openGdal } from '../gdal.ts';
import type { PlanExportTask } from './plan-kinds.ts';
import { columnsOf, geoJsonOf, Names, placeOf, shapeOf, type Columns } from './plan-layers.ts';

const FORMATS = { geopackage: 'GPKG', shapefile: 'ESRI Shapefile', geojson: 'GeoJSON', dxf: 'DXF' } as const;
type GdalKind = keyof typeof FORMATS;
/** Bytes of a text column of dBASE. */
const DBF_TEXT = 254;
const MAP = 'EPSG:4326';
/** Of a layer's name; those of the standard have at most half of it. */
const LONGEST_NAME = 100;

interface Layer {
	name: string;
	/** Of the file with its features, without extension: names of classes come from outside, and may be longer than those of files. */
	source: string;
	geometry: boolean;
	stream: WriteStream;
	columns: Names;
}

/** Writes a plan through GDAL (WebAssembly): features go to one file of GeoJSON lines per layer, GDAL reads them as one dataset (VRT). */
export class GdalExport {
	/** Texts that a Shapefile cannot hold whole. */
	shortened = 0;
	private readonly layers = new Map<string, Layer>();
	/** Databases do not tell capitals from small letters. */
	private readonly names = new Names(LONGEST_NAME);
	private readonly task: PlanExportTask;
	private readonly kind: GdalKind;
	private readonly catalogue: Catalogue;
	private readonly input: string;

	constructor(task: PlanExportTask, kind: GdalKind, catalogue: Catalogue) {
		this.task = task;
		this.kind = kind;
		this.catalogue = catalogue;
		this.input = join(task.folder, 'gdal');
	}

	async add(features: readonly Feature[]): Promise<void> {
		await mkdir(this.input, { recursive: true });
		for (const feature of features) {
			const place = placeOf(feature);
			const geometry = place === undefined ? null : geoJsonOf(place, this.kind === 'geojson' ? MAP : undefined);
			if (geometry === null && this.kind === 'dxf') continue;
			const shape = place === undefined || geometry === null ? 'ohne_geometrie' : shapeOf(place.geometry!);
			const layer = this.layer(feature.class, shape, geometry !== null);
			const properties = this.properties(feature, layer);
			if (!layer.stream.write(`${JSON.stringify({ type: 'Feature', properties, geometry })}\n`)) await once(layer.stream, 'drain');
		}
	}

	/** @returns files made, all of them in a folder of the task */
	async finish(): Promise<string[]> {
		for (const { stream } of this.layers.values()) {
			stream.end();
			await once(stream, 'close');
		}
		const output = join(this.task.folder, 'out');
		await mkdir(output, { recursive: true });
		if (this.layers.size === 0) return [];
		await writeFile(join(this.input, 'plan.vrt'), this.vrt());
		const messages: string[] = [];
		const gdal = await openGdal(output, (text) => messages.push(text));
		try {
			const { datasets, errors } = await gdal.open(join(this.input, 'plan.vrt'));
			if (datasets.length !== 1) throw new Error(JSON.stringify(errors));
			for (const { options, name } of this.runs()) await gdal.ogr2ogr(datasets[0], ['-f', FORMATS[this.kind], ...options], name);
		} catch (cause) {
			const said = cause instanceof Error ? cause.message : JSON.stringify(cause);
			throw new Error(`GDAL could not write ${this.kind}: ${said} ${messages.join(' ')}`, { cause });
		}
		return (await readdir(output)).map((file) => join(output, file));
	}

	/** Long and short names of the columns, where the format shortens them. */
	shortNames(): { layer: string; long: string; short: string }[] {
		return [...this.layers.values()].flatMap(({ name, columns }) =>
			columns.entries().flatMap(([long, short]) => (long === short ? [] : [{ layer: name, long, short }]))
		);
	}

	private layer(className: string, shape: string, geometry: boolean): Layer {
		const full = this.kind === 'shapefile' ? `${className}_${shape}` : this.kind === 'geopackage' ? className : 'plan';
		let layer = this.layers.get(full);
		if (layer === undefined) {
			const reserved = this.kind === 'geopackage' ? ['fid', 'geom'] : [];
			const source = `layer${this.layers.size + 1}`;
			const stream = createWriteStream(join(this.input, `${source}.geojsonl`));
			layer = { name: this.names.of(full), source, geometry: false, stream, columns: new Names(this.kind === 'shapefile' ? 10 : 60, reserved) };
			this.layers.set(full, layer);
		}
		layer.geometry ||= geometry;
		return layer;
	}

	private properties(feature: Feature, layer: Layer): Record<string, unknown> {
		if (this.kind === 'dxf') return { Layer: feature.class, stil: styleOf(feature) };
		const columns = columnsOf(feature, this.catalogue);
		if (this.kind === 'geojson') {
			const { gml_id, klasse, ...angaben } = columns;
			return { gml_id, klasse: feature.class, bezeichnung: klasse, angaben };
		}
		const named = Object.create(null) as Columns;
		for (const [name, value] of Object.entries(columns)) {
			named[layer.columns.of(name)] = value;
			if (this.kind === 'shapefile' && typeof value === 'string' && Buffer.byteLength(value) > DBF_TEXT) this.shortened++;
		}
		return named;
	}

	private vrt(): string {
		const { srid } = this.task.version;
		const srs = this.kind === 'geojson' ? MAP : srid > 0 ? `EPSG:${srid}` : 'NULL';
		const layers = [...this.layers.values()].map(({ name, source: file, geometry }) => {
			const type = geometry ? '' : '<GeometryType>wkbNone</GeometryType>';
			const style = this.kind === 'dxf' ? '<Style>stil</Style>' : '';
			const source = `<SrcDataSource relativeToVRT="1">${file}.geojsonl</SrcDataSource><SrcLayer>${file}</SrcLayer>`;
			return `<OGRVRTLayer name="${name}">${source}${type}<LayerSRS>${srs}</LayerSRS>${style}</OGRVRTLayer>`;
		});
		return `<OGRVRTDataSource>${layers.join('')}</OGRVRTDataSource>`;
	}

	/** One run for all layers; a Shapefile is a run each. */
	private runs(): { options: string[]; name: string }[] {
		switch (this.kind) {
			case 'geopackage':
				return [{ options: [], name: 'plan' }];
			case 'geojson':
				return [{ options: ['-lco', 'RFC7946=YES', '-lco', 'WRITE_BBOX=YES'], name: 'plan' }];
			case 'dxf':
				// Outlines, not filled areas: that is what a drawing program goes on working with.
				return [{ options: ['-select', 'Layer', '--config', 'DXF_WRITE_HATCH', 'NO'], name: 'plan' }];
			case 'shapefile':
				return [...this.layers.values()].map(({ name }) => ({ options: ['-lco', 'ENCODING=UTF-8', name], name }));
		}
	}
}

/** Text presentation objects are written as text; everything else as it is. */
function styleOf(feature: Feature): string {
	const text = feature.attributes.find(({ name }) => name === 'schriftinhalt')?.value;
	if (!text) return '';
	const angle = Number(feature.attributes.find(({ name }) => name === 'drehwinkel')?.value ?? 0);
	const plain = text.replace(/["\\\r\n]+/g, ' ');
	return `LABEL(f:"Arial",t:"${plain}",s:2g,a:${Number.isFinite(angle) ? angle : 0})`;
}
