import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Attribute, Feature, Polygon, Position } from '../../../importers/xplan/model.ts';
import { linearise } from '../../../portal/demo/geometry.ts';

/** A day on which the demo is looked at in tests. */
export const TODAY = new Date('2026-05-04T10:00:00Z');

const schemas = resolve(import.meta.dirname, '../../../../shared/xplanung/xsd');

/** Whether the official schemas are at hand. */
export const canValidate = existsSync(schemas);

/** Validates GML against the official schema; throws with xmllint's messages where it is not valid. */
export function validate(version: '5.4' | '6.0', gml: Uint8Array | string): void {
	const folder = mkdtempSync(join(tmpdir(), 'demo-'));
	try {
		const file = join(folder, 'plan.gml');
		writeFileSync(file, gml);
		const schema = join(schemas, `XPlanGML_${version.replace('.', '_')}`, 'XPlanung-Operationen.xsd');
		execFileSync('xmllint', ['--nonet', '--noout', '--schema', schema, file], { stdio: 'pipe' });
	} finally {
		rmSync(folder, { recursive: true });
	}
}

export const attribute = (f: Feature, name: string): Attribute | undefined => f.attributes.find((a) => a.name === name);

/** Polygons of an object's position; none for lines and points. */
export function polygonsOf(f: Feature): Polygon[] {
	const g = attribute(f, 'position')?.geometry;
	return g && 'surfaces' in g ? g.surfaces.flat() : [];
}

/** Areas that belong to the coverage (Flächenschluss). */
export const covering = (members: readonly Feature[]): Feature[] =>
	members.filter((m) => attribute(m, 'flaechenschluss')?.value === 'true');

/** Directed edges of the straightened rings, with how often each occurs. */
export function directedEdges(polygons: Polygon[]): Map<string, number> {
	const edges = new Map<string, number>();
	for (const p of polygons) {
		for (const ring of [p.exterior, ...p.interiors]) {
			const points = linearise(ring);
			for (let i = 1; i < points.length; i++) {
				const key = edge(points[i - 1]!, points[i]!);
				edges.set(key, (edges.get(key) ?? 0) + 1);
			}
		}
	}
	return edges;
}

const edge = (a: Position, b: Position): string => `${a.join(',')} ${b.join(',')}`;
export const reversed = (key: string): string => key.split(' ').reverse().join(' ');

/** All references within the attributes, also nested ones. */
export const references = (attributes: Attribute[]): string[] =>
	attributes.flatMap((a) => [...(a.href ? [a.href] : []), ...references(a.attributes ?? [])]);
