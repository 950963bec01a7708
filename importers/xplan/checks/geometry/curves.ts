import { germanNumber } from '../../german-number.ts';
import { signedArea } from '../../orientation.ts';
import { lineariseCurve } from '../../linearise.ts';
import type { Curve, PlanGeometry, Position, Severity } from '../../model.ts';
import { eachCurve } from '../../positions.ts';

/** Points closer than this are the same (Konformitätsbedingungen of XPlanung: 2 mm). */
export const POINT_TOLERANCE_METRES = 0.002;
const POINT_TOLERANCE_DEGREES = 2e-8;

export interface Defect {
	rule: string;
	severity: Severity;
	message: string;
	at: Position;
}

/**
 * Defects of single curves that need no neighbour: gaps between segments, open rings, repeated points, rings without area
 * (Konformitätsbedingung 2.2.2.1).
 */
export function geometryDefects(geometry: PlanGeometry, unit: 'metre' | 'degree' = 'metre'): Defect[] {
	const defects: Defect[] = [];
	const tolerance = unit === 'metre' ? POINT_TOLERANCE_METRES : POINT_TOLERANCE_DEGREES;
	eachCurve(geometry, (curve, isRing) => {
		gaps(curve, tolerance, defects);
		repeatedPoints(curve, isRing, defects);
		if (isRing) ring(curve, tolerance, unit, defects);
	});
	return defects;
}

function distance(a: Position, b: Position): number {
	return a[0] === b[0] && a[1] === b[1] ? 0 : Math.hypot(a[0] - b[0], a[1] - b[1]);
}

const start = (curve: Curve): Position => curve[0]!.points[0]!;

/** Where a segment ends: a circle ends where it starts. */
export function segmentEnd(segment: Curve[number]): Position {
	return segment.type === 'circle' ? segment.points[0]! : segment.points[segment.points.length - 1]!;
}

function gaps(curve: Curve, tolerance: number, defects: Defect[]): void {
	for (let i = 1; i < curve.length; i++) {
		const from = segmentEnd(curve[i - 1]!);
		const gap = distance(from, curve[i]!.points[0]!);
		if (gap <= tolerance) continue;
		const message = `Die Abschnitte einer Linie schließen nicht aneinander an (Lücke ${length(gap)}). Bitte schließen Sie die Linie.`;
		defects.push({ rule: 'curve-not-connected', severity: 'error', message, at: from });
	}
}

function ring(curve: Curve, tolerance: number, unit: 'metre' | 'degree', defects: Defect[]): void {
	const at = start(curve);
	const gap = distance(segmentEnd(curve[curve.length - 1]!), at);
	if (gap > 0) {
		const shown = unit === 'metre' ? length(gap) : `${gap}°`;
		const message = `Ein Ring ist nicht geschlossen (Abstand ${shown}). Bitte schließen Sie ihn: Letzter und erster Punkt müssen gleich sein.`;
		defects.push({ rule: '2.2.2.1 ring-not-closed', severity: gap > tolerance ? 'error' : 'warning', message, at });
	}
	const points = curve.reduce((sum, segment) => sum + segment.points.length, 1 - curve.length);
	const straight = curve.every((segment) => segment.type === 'line');
	if ((straight && points < 4) || isFlat(lineariseCurve(curve, Infinity))) {
		const message = 'Ein Ring hat keinen Inhalt. Bitte löschen Sie ihn, oder zeichnen Sie ihn aus mindestens drei Punkten, die nicht auf einer Linie liegen.';
		defects.push({ rule: '2.2.2.1 ring-without-area', severity: 'error', message, at });
	}
}

/** Whether all points lie on a line. A ring shaped like an eight has no signed area either, but is not flat. */
function isFlat(points: readonly Position[]): boolean {
	if (signedArea(points) !== 0) return false;
	const [x0, y0] = points[0]!;
	const other = points.find(([x, y]) => x !== x0 || y !== y0);
	if (other === undefined) return true;
	return points.every(([x, y]) => (x - x0) * (other[1] - y0) === (y - y0) * (other[0] - x0));
}

/** One defect per curve with all places counted: CAD exports repeat points by the hundred. */
function repeatedPoints(curve: Curve, isRing: boolean, defects: Defect[]): void {
	let repeated = 0;
	let at: Position | undefined;
	for (const { points } of curve) {
		for (let i = 1; i < points.length; i++) {
			const a = points[i - 1]!;
			const b = points[i]!;
			if (a[0] !== b[0] || a[1] !== b[1]) continue;
			repeated++;
			at ??= b;
		}
	}
	if (at === undefined) return;
	const points = repeated === 1 ? 'einen Punkt' : `${repeated} Punkte`;
	const todo = repeated === 1 ? 'Bitte löschen Sie den doppelten.' : 'Bitte löschen Sie die doppelten.';
	const message = `${isRing ? 'Ein Ring' : 'Eine Linie'} enthält ${points} doppelt hintereinander. ${todo}`;
	defects.push({ rule: isRing ? '2.2.2.1 duplicate-points' : 'duplicate-points', severity: isRing ? 'error' : 'warning', message, at });
}

function length(metres: number): string {
	return metres < 1
		? `${germanNumber(metres * 1000, 1)} mm`
		: `${metres.toFixed(2).replace('.', ',')} m`;
}
