/** The piece of ground that a sheet shows. Metres in the plan's own (metric) CRS, so that a millimetre on paper is exact. */
import { layoutOf, type SheetChoice } from './layout.ts';

export type Position = [east: number, north: number];

export interface GroundFrame {
	centre: Position;
	/** Metres on the ground. */
	width: number;
	height: number;
	/** Degrees clockwise by which the upper edge is turned away from grid north. */
	angle: number;
}

/** Scales that plans are printed in, as denominators. */
export const SCALES = [500, 1_000, 2_000, 5_000, 10_000, 25_000] as const;
/** Proposed ones, times a power of ten: also what lies between, so that a plan fills its sheet. */
const STEPS = [1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 7.5, 10];
export const LEAST_SCALE = 50;
export const GREATEST_SCALE = 1_000_000;
/** Air around a plan that is fitted into the frame. */
const AIR = 1.04;

/** The ground under the map of a sheet. */
export function groundFrame(choice: SheetChoice, scale: number, centre: Position, angle: number): GroundFrame {
	const { map } = layoutOf(choice);
	return { centre, width: (map.width / 1000) * scale, height: (map.height / 1000) * scale, angle };
}

const axes = (angle: number): { right: Position; up: Position } => {
	const [sin, cos] = [Math.sin((angle * Math.PI) / 180), Math.cos((angle * Math.PI) / 180)];
	return { right: [cos, -sin], up: [sin, cos] };
};

/** Upper left, upper right, lower right, lower left. */
export function cornersOf({ centre, width, height, angle }: GroundFrame): [Position, Position, Position, Position] {
	const { right, up } = axes(angle);
	const at = (x: number, y: number): Position => [
		centre[0] + right[0] * x * width + up[0] * y * height,
		centre[1] + right[1] * x * width + up[1] * y * height
	];
	return [at(-0.5, 0.5), at(0.5, 0.5), at(0.5, -0.5), at(-0.5, -0.5)];
}

/** From the ground to the frame: units right of and above its lower left corner. @param perMetre units per metre on the ground */
export function toFrame(frame: GroundFrame, perMetre: number): (east: number, north: number) => Position {
	const { right, up } = axes(frame.angle);
	const [e, n] = frame.centre;
	const [w, h] = [frame.width / 2, frame.height / 2];
	return (east, north) => {
		const [x, y] = [east - e, north - n];
		return [(x * right[0] + y * right[1] + w) * perMetre, (x * up[0] + y * up[1] + h) * perMetre];
	};
}

/** Moved along its own axes, in shares of its size. */
export function moved(frame: GroundFrame, x: number, y: number): Position {
	const { right, up } = axes(frame.angle);
	const [dx, dy] = [frame.width * x, frame.height * y];
	return [frame.centre[0] + right[0] * dx + up[0] * dy, frame.centre[1] + right[1] * dx + up[1] * dy];
}

/** The largest usual scale in which the extent fits onto the sheet, turned by the angle; the greatest there is for more. */
export function proposedScale(choice: SheetChoice, [west, south, east, north]: readonly number[], angle: number): number {
	const { map } = layoutOf(choice);
	const [sin, cos] = [Math.abs(Math.sin((angle * Math.PI) / 180)), Math.abs(Math.cos((angle * Math.PI) / 180))];
	const [w, h] = [(east! - west!) * AIR, (north! - south!) * AIR];
	const needed = Math.max((w * cos + h * sin) / map.width, (w * sin + h * cos) / map.height) * 1000;
	const power = 10 ** Math.max(2, Math.floor(Math.log10(needed)));
	const step = STEPS.find((each) => each * power >= needed)!;
	return Math.min(GREATEST_SCALE, step * power);
}

/** A round length in metres of about `share` of a width on paper. @param width millimetres */
export function barLength(width: number, scale: number): number {
	const wanted = (width / 1000) * scale;
	const power = 10 ** Math.floor(Math.log10(wanted));
	return [5, 4, 2, 1].map((step) => step * power).find((each) => each <= wanted) ?? power;
}
