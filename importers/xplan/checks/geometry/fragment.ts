import { XplanError } from '../../errors.ts';
import { crsFromSrsName } from '../../crs-names.ts';
import { GeometryProblem, isGmlGeometry, readGeometryFromGml } from '../../gml-geometry.ts';
import { withDefaults, type Limits } from '../../limits.ts';
import type { Curve, PlanGeometry, Position } from '../../model.ts';
import { repairOrientation } from '../../orientation.ts';
import { firstPosition } from '../../positions.ts';
import { gmlIdOf, XmlStream, type XmlElement, type XmlHandler } from '../../xml.ts';
import { decodeDocument } from '../../decode.ts';
import type { CheckRun } from '../checked-document.ts';
import { geometryDefects } from './curves.ts';
import { Effort, effortFor } from './effort.ts';
import { report, type Found } from './found.ts';
import { frameFor } from './frame.ts';
import { GeosError, loadGeos } from './geos.ts';
import { orientationFound } from './orientation-found.ts';
import { notCheckable, surfaceDefects } from './rings.ts';

/**
 * Checks a bare GML geometry (the root is `gml:Polygon`, `gml:MultiSurface`, `gml:LinearRing` …) by 2.2.2.1, as `checkGeometry` does it
 * for those in a plan. A ring alone is checked as a ring, its direction not.
 * @param source text or bytes
 * @throws XplanError when it is no XML or no geometry
 */
export async function checkGeometryFragment(
	source: string | AsyncIterable<Uint8Array>,
	run: CheckRun,
	options: { orientation?: boolean; limits?: Partial<Limits> } = {}
): Promise<void> {
	const root = await readRoot(source, withDefaults(options.limits));
	if (!isGmlGeometry(root)) {
		const message = `Das Element „${root.local.slice(0, 60)}“ ist keine GML-Geometrie. Bitte geben Sie zum Beispiel ein gml:Polygon an.`;
		throw new XplanError('wrong-root', message, { line: root.line });
	}
	const feature = { class: `gml:${root.local}`, gmlId: gmlIdOf(root) ?? 'ohne-id', line: root.line, attributes: [] };
	let read: ReturnType<typeof readGeometryFromGml>;
	try {
		read = readGeometryFromGml(root);
	} catch (cause) {
		if (!(cause instanceof GeometryProblem)) throw cause;
		report(run, feature, undefined, { rule: cause.rule, severity: 'error', message: cause.message });
		return;
	}
	const isRing = root.local === 'LinearRing' || root.local === 'Ring';
	const geometry = isRing && 'curves' in read.geometry ? asArea(read.geometry.curves[0]!) : read.geometry;
	const crs = (read.srsName === undefined ? null : crsFromSrsName(read.srsName)) ?? undefined;
	const frame = frameFor(crs, firstPosition(geometry));
	const add = (found: Found): void => report(run, feature, crs, found);
	const point = ([east, north]: Position): Found['geometry'] => ({ type: 'Point', coordinates: [east, north] });
	for (const repair of isRing ? [] : repairOrientation(geometry)) {
		if (options.orientation !== false) add(orientationFound(repair));
	}
	for (const { rule, severity, message, at } of geometryDefects(geometry, frame.same ? 'metre' : 'degree')) {
		add({ rule, severity, message, geometry: point(at) });
	}
	const geos = await loadGeos();
	const effort = new Effort();
	effort.grant(effortFor([geometry]));
	const arena = geos.arena(effort);
	try {
		surfaceDefects(arena, geometry, frame).forEach(add);
	} catch (cause) {
		if (!(cause instanceof GeosError)) throw cause;
		add(notCheckable(firstPosition(geometry)));
	} finally {
		arena.free();
	}
}

async function readRoot(source: string | AsyncIterable<Uint8Array>, limits: Limits): Promise<XmlElement> {
	let root: XmlElement | undefined;
	const handler: XmlHandler = {
		open: () => undefined,
		close: (element, depth) => {
			if (depth === 1) root = element;
		},
		strayText: () => undefined
	};
	const stream = new XmlStream(handler, limits);
	stream.attachFrom = 2;
	if (typeof source === 'string') stream.write(source);
	else for await (const piece of decodeDocument(source, limits.maxBytes)) stream.write(piece);
	stream.end();
	if (root === undefined) throw new XplanError('not-xml', 'Die Datei ist leer. Bitte wählen Sie eine GML-Datei.');
	return root;
}

const asArea = (exterior: Curve): PlanGeometry => ({ type: 'Surface', surfaces: [[{ exterior, interiors: [] }]] });
