import { DomainError } from '../../../../gis/errors.ts';
import { signFor } from '../../../../styles/sign-for.ts';
import { Z } from '../../../../styles/signs/build.ts';
import { signOf } from '../../../../styles/signs/catalogue.ts';
import { shapeInBox, type Box } from '../../../../styles/pdf/geometry.ts';
import { objectItems } from '../../../../styles/pdf/object-items.ts';
import { MM, type PaperItem, type PaperSetting, type PaperShape, type TextWish } from '../../../../styles/pdf/types.ts';
import type { GeometryKind } from '../../../../styles/types.ts';
import { toFrame } from '../../print/frame.ts';
import { layoutOf } from '../../print/layout.ts';
import { baseItems } from './base-items.ts';
import { placeOnPaper } from './ewkb-to-paper.ts';
import type { PrintBaseRow, PrintObjectRow, PrintTask } from './print-types.ts';

/** Areas are cut so far outside of the frame that neither their bands nor their marks show the cut. */
const AROUND = 60 * MM;
/** Scales that the kinds of plan are usually made for; their lettering fits there. */
const REFERENCE_SCALES: Record<string, number> = { BP_Plan: 1_000, FP_Plan: 10_000, LP_Plan: 10_000, RP_Plan: 50_000, SO_Plan: 2_500 };
/** Positions on one sheet; more is neither readable nor printable. */
const MOST_POSITIONS = 6_000_000;

/** Collects what lies in the frame, object by object. Coordinates: points from the frame's lower left corner, y upwards. */
export class MapItems {
	readonly setting: PaperSetting;
	readonly texts: TextWish[] = [];
	/** Signs that are seen, with the kind of geometry they were first seen on. */
	readonly signs = new Map<string, GeometryKind>();
	objects = 0;
	private readonly items: PaperItem[] = [];
	private readonly task: PrintTask;
	/** From the sheet's CRS to the frame. */
	readonly toFrame: (east: number, north: number) => [number, number];
	private readonly around: Box;
	private readonly perMetre: number;
	private positions = 0;

	constructor(task: PrintTask) {
		this.task = task;
		const { map, letters } = layoutOf(task.sheet);
		const { scale: denominator, variant } = task;
		const [width, height] = [map.width * MM, map.height * MM];
		this.setting = { variant, denominator, referenceScale: REFERENCE_SCALES[task.planClass] ?? 1_000, magnify: Math.sqrt(letters), width, height };
		this.perMetre = (1000 * MM) / denominator;
		this.toFrame = toFrame(task.frame, this.perMetre);
		this.around = [-AROUND, -AROUND, width + AROUND, height + AROUND];
	}

	add(row: PrintObjectRow): void {
		const shape = this.shape(row.native, this.task.crs);
		if (!shape) return;
		// Directions are measured from grid east; a turned frame turns with them.
		const rotation = row.rotation === null ? null : row.rotation + this.task.frame.angle;
		this.draw({ ...row, rotation: rotation === 0 ? null : rotation, shape });
		this.objects++;
	}

	/** The plan's own area, with its border above everything. */
	addPerimeter(native: string): void {
		const shape = this.shape(native, this.task.crs);
		const sign = signFor({ class: this.task.planClass, version: '6.0', attributes: [], geometry: 'area' });
		if (shape) this.draw({ sign, label: null, rotation: null, lettering: null, drawOrder: 0, shape });
	}

	addBase(row: PrintBaseRow): void {
		const shape = this.shape(row.geom, 'EPSG:3857');
		if (!shape) return;
		const { items, text } = baseItems(row, shape, { variant: this.setting.variant, scale: this.setting.denominator, perMetre: this.perMetre });
		for (const item of items) this.items.push(item);
		if (text) this.texts.push(text);
	}

	/** From below to above. */
	sorted(): PaperItem[] {
		return this.items.sort((a, b) => a.z - b.z || a.order - b.order);
	}

	/** Boxes of the symbols, to which texts give way. */
	symbols(): Box[] {
		return this.items.flatMap((item): Box[] => {
			if (item.type !== 'symbol') return [];
			const [[x, y], half] = [item.at, item.size * 0.42];
			return [[x - half, y - half, x + half, y + half]];
		});
	}

	private draw(object: Omit<PrintObjectRow, 'id' | 'native'> & { shape: PaperShape }): void {
		const { items, text } = objectItems(object, this.setting);
		for (const item of items) this.items.push(item);
		if (text) this.texts.push(text);
		const sign = signOf(object.sign);
		const seen = items.some((item) => this.reachesIn(item));
		if (seen && sign.zIndex !== Z.presentation && !this.signs.has(sign.id)) this.signs.set(sign.id, object.shape.kind);
	}

	/** Whether something of it is inside of the frame itself, not only around it. */
	private reachesIn(item: PaperItem): boolean {
		const { width, height } = this.setting;
		const frame: Box = [0, 0, width, height];
		const parts = 'parts' in item ? item.parts : [[item.at]];
		const kind = item.type === 'fill' || item.type === 'hatch' ? 'area' : 'parts' in item ? 'line' : 'point';
		return parts.some((part) => shapeInBox(kind, [[part]], frame) !== null);
	}

	private shape(hex: string, crs: string): PaperShape | null {
		const placed = placeOnPaper(hex, this.task.crs, this.setting.denominator, this.toFrame, crs);
		const shape = shapeInBox(placed.kind, placed.polygons, this.around);
		this.positions += shape?.parts.reduce((sum, part) => sum + part.length, 0) ?? 0;
		if (this.positions > MOST_POSITIONS) throw new DomainError('print_too_large');
		return shape;
	}
}
