import Feature from 'ol/Feature.js';
import LineString from 'ol/geom/LineString.js';
import MultiLineString from 'ol/geom/MultiLineString.js';
import MultiPolygon from 'ol/geom/MultiPolygon.js';
import Point from 'ol/geom/Point.js';
import Polygon from 'ol/geom/Polygon.js';
import RenderFeature from 'ol/render/Feature.js';
import type CircleStyle from 'ol/style/Circle.js';
import Icon from 'ol/style/Icon.js';
import type Style from 'ol/style/Style.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { PALETTE, SIGNS, VARIANTS, drawOrder, signOf } from '../../../styles/index.ts';
import { edgeMarks } from '../../../styles/ol/edge-marks.ts';
import { isLabelled } from '../../../styles/ol/labels.ts';
import type { CanvasLike } from '../../../styles/ol/patterns.ts';
import { createPerimeterStyle } from '../../../styles/ol/perimeter-style.ts';
import { createPlanStyle } from '../../../styles/ol/plan-style.ts';
import { scaleOf } from '../../../styles/ol/scale.ts';

/** 1:1,000 at 51° north: 0.00028 m × 1000 / 0.63. */
const NEAR = 0.444;
/** About 1:45,000. */
const FAR = 20;

/** Exterior clockwise with y north, hole the other way: as a vector tile brings it. */
const RINGS = [0, 0, 0, 100, 100, 100, 100, 0, 0, 0, 20, 20, 40, 20, 40, 40, 20, 40, 20, 20];

const area = (sign: string, more: object = {}) =>
	new RenderFeature('Polygon', [...RINGS], [10, 20], 2, { id: 1, gml_id: 'g1', class: 'X', sign, ...more }, 1);
const line = (sign: string, more: object = {}) =>
	new RenderFeature('LineString', [0, 0, 50, 0, 100, 50], [6], 2, { gml_id: 'g2', sign, ...more }, 2);
const spot = (sign: string, more: object = {}) => new RenderFeature('Point', [10, 10], [], 2, { gml_id: 'g3', sign, ...more }, 3);

/** A canvas that remembers what was painted; a pattern is the list of its strokes and fills. */
const painted: string[][] = [];
const fakeCanvas = (): CanvasLike => {
	const log: string[] = [];
	const context = {
		fillStyle: '',
		strokeStyle: '',
		lineWidth: 0,
		fillRect: () => log.push(`rect ${context.fillStyle}`),
		fill: () => log.push(`fill ${context.fillStyle}`),
		stroke: () => log.push(`stroke ${context.strokeStyle} ${context.lineWidth}`),
		createPattern: () => {
			painted.push(log);
			return { log } as unknown as CanvasPattern;
		}
	};
	return { getContext: () => context } as unknown as CanvasLike;
};

beforeAll(() => {
	// Path2D exists only in browsers.
	(globalThis as { Path2D?: unknown }).Path2D ??= class {};
});

const styleOf = (variant: (typeof VARIANTS)[number] = 'colour', more: object = {}) =>
	createPlanStyle({ variant, canvas: fakeCanvas, ...more });
const strokesOf = (styles: Style[]) => styles.map((style) => style.getStroke()).filter((stroke) => stroke !== null);

describe('createPlanStyle', () => {
	it('draws every sign in every variant, for areas, lines and points', () => {
		for (const variant of VARIANTS) {
			const style = styleOf(variant);
			for (const { id } of SIGNS)
				for (const feature of [area(id), line(id), spot(id)]) {
					const styles = style(feature, NEAR);
					if (id === 'xp-text' && feature.getType() !== 'Polygon') continue;
					expect(styles.length, `${id} ${feature.getType()}`).toBeGreaterThan(0);
					const visible = styles.some((one) => one.getFill() ?? one.getStroke() ?? one.getImage());
					expect(visible, `${id} ${feature.getType()} ${variant}`).toBeTruthy();
				}
		}
	});

	it('fills with the colour of the variant, or with a pattern of it', () => {
		const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(PALETTE.wa.colour.slice(at, at + 2), 16));
		expect(styleOf('colour')(area('bp-wa'), NEAR)[0]?.getFill()?.getColor()).toBe(`rgba(${r},${g},${b},1)`);
		painted.length = 0;
		const fill = styleOf('grey')(area('bp-wa'), NEAR)[0]?.getFill()?.getColor() as unknown as { log: string[] };
		expect(fill.log[0]).toMatch(/^rect rgba\(238,238,238,1\)$/);
		expect(fill.log[1]).toBe(`stroke ${PALETTE.kennzeichnung.grey} 0.8`);
	});

	it('stays plain where there is no canvas', () => {
		const style = createPlanStyle({ variant: 'grey', canvas: () => undefined });
		expect(style(area('bp-wa'), NEAR)[0]?.getFill()?.getColor()).toBe('rgba(238,238,238,1)');
	});

	it('shows lines and edge signs only near, areas always', () => {
		const style = styleOf();
		expect(style(area('bp-wa'), FAR)[0]?.getFill()).not.toBeNull();
		expect(style(line('bp-baugrenze'), NEAR)).toHaveLength(3);
		expect(style(line('bp-baugrenze'), FAR)).toHaveLength(0);
		const near = style(area('bp-wegerecht'), NEAR).length;
		expect(style(area('bp-wegerecht'), FAR).length).toBeLessThan(near);
		expect(style(spot('bp-pflanzen-baum'), FAR)).toHaveLength(0);
	});

	it('draws widths in metres in nature: 0.8 m at 1:1,000 are 2.9 pixels', () => {
		const width =
			strokesOf(styleOf()(line('bp-baugrenze'), NEAR))
				.at(-1)
				?.getWidth() ?? 0;
		expect(width).toBeCloseTo(0.8 / 0.28, 0);
		const atEquator =
			strokesOf(createPlanStyle({ variant: 'colour', canvas: fakeCanvas, metresPerUnit: 1 })(line('bp-baugrenze'), NEAR))
				.at(-1)
				?.getWidth() ?? 0;
		expect(atEquator).toBeLessThan(width);
	});

	it('stacks areas by Ebene, and leaves the surface to what is there', () => {
		const of = (ebene: string) =>
			drawOrder({ class: 'BP_VerEntsorgung', version: '5.4', geometry: 'area', attributes: [{ name: 'ebene', value: ebene }] });
		const heights = ['0', '1', '2'].map((ebene) =>
			styleOf()(area('bp-versorgung', { draw_order: of(ebene) }), NEAR).map((style) => style.getZIndex() ?? 0)
		);
		// the outline of one level is below the area of the next
		expect(Math.max(...heights[0]!)).toBeLessThan(Math.min(...heights[1]!));
		expect(Math.max(...heights[1]!)).toBeLessThan(Math.min(...heights[2]!));
		const under = styleOf()(area('bp-versorgung', { draw_order: of('-1') }), NEAR);
		expect(under[0]?.getFill()?.getColor()).toBe('rgba(255,255,255,0.01)');
		expect(strokesOf(under).every((stroke) => (stroke.getLineDash()?.length ?? 0) > 0)).toBe(true);
		expect(Math.min(...under.map((style) => style.getZIndex() ?? 0))).toBeGreaterThan(Math.max(...heights[2]!));
		expect(styleOf()(area('bp-versorgung', { draw_order: of('0') }), NEAR)).toEqual(styleOf()(area('bp-versorgung'), NEAR));
	});

	it('writes placed texts at their size in nature, aligned and turned, and leaves out what they replace', () => {
		const text = (lettering: string, resolution = NEAR) =>
			styleOf()(spot('xp-text', { label: 'WA', rotation: 90, lettering }), resolution).at(-1)?.getText();
		expect(text('')?.getFont()).toContain(' 10.5px ');
		expect(text('2,,,')?.getFont()).toContain(' 21px ');
		expect(text('', NEAR / 2)?.getFont()).toContain(' 21px ');
		expect(text('', NEAR * 4)).toBeUndefined();
		expect(text('1,l,b,')?.getTextAlign()).toBe('left');
		expect(text('1,l,b,')?.getTextBaseline()).toBe('alphabetic');
		expect(text('')?.getRotation()).toBeCloseTo(-Math.PI / 2);
		// Room for two hair spaces after every letter but the last.
		expect(text(',,,,0.3')?.getText()).toBe('W\u200a\u200aA');
		const table = styleOf()(spot('xp-text', { label: 'WA\tII\n0,4\to', lettering: ',,,2' }), NEAR).at(-1)?.getImage() as Icon;
		expect(decodeURIComponent(table.getSrc() ?? '')).toContain('<text');
		const plain = styleOf()(area('bp-gruen-park', { label: 'Parkanlage' }), NEAR);
		expect(plain.at(-1)?.getText()?.getText()).toBe('Parkanlage');
		expect(plain.some((style) => style.getImage())).toBe(true);
		const left = styleOf()(area('bp-gruen-park', { label: 'Parkanlage', lettering: '-ls' }), NEAR);
		expect(left.some((style) => style.getImage() ?? style.getText())).toBe(false);
	});

	it('puts the band of nature inside and the band of the scope outside', () => {
		const inside = strokesOf(styleOf()(area('bp-spe'), NEAR)).map((stroke) => stroke.getOffset() ?? 0);
		const outside = strokesOf(styleOf()(area('bp-geltungsbereich'), NEAR)).map((stroke) => stroke.getOffset() ?? 0);
		expect(Math.max(...inside)).toBeGreaterThan(1);
		expect(Math.min(...outside)).toBeLessThan(-1);
	});

	it('keeps styles: the same sign at the same scale gives the same array', () => {
		const style = styleOf();
		expect(style(area('bp-wa'), NEAR)).toBe(style(area('bp-wa'), NEAR * 1.01));
		expect(style(area('bp-wa'), NEAR)).not.toBe(style(area('bp-mi'), NEAR));
	});

	it('makes an open area clickable', () => {
		expect(styleOf()(area('bp-textfestsetzung'), NEAR)[0]?.getFill()?.getColor()).toBe('rgba(255,255,255,0.01)');
	});

	it('writes labels near, on several lines, and not far', () => {
		const style = styleOf();
		const text = (resolution: number) =>
			style(area('bp-wa', { label: 'WA II\nGRZ 0,4' }), resolution)
				.find((one) => one.getText())
				?.getText()
				?.getText();
		expect(text(NEAR)).toBe('WA II\nGRZ 0,4');
		expect(text(FAR)).toBeUndefined();
		expect(isLabelled(signOf('bp-geltungsbereich'), scaleOf(FAR, 0.63))).toBe(true);
		expect(isLabelled(signOf('bp-geltungsbereich'), scaleOf(NEAR, 0.63))).toBe(false);
	});

	it('turns texts and symbols counter-clockwise', () => {
		const style = styleOf();
		const label = style(spot('xp-text', { label: 'Straße', rotation: 90 }), NEAR)
			.find((one) => one.getText())
			?.getText();
		expect(label?.getRotation()).toBeCloseTo(-Math.PI / 2);
		const icon = style(spot('bp-einfahrt', { rotation: 30 }), NEAR)[0]?.getImage();
		expect(icon).toBeInstanceOf(Icon);
		expect(icon?.getRotation()).toBeCloseTo(-Math.PI / 6);
	});

	it('brings symbols as data: images, which the Content-Security-Policy allows', () => {
		const icon = styleOf()(spot('bp-pflanzen-baum'), NEAR)[0]?.getImage() as Icon;
		expect(icon.getSrc()).toMatch(/^data:image\/svg\+xml;charset=utf-8,%3Csvg/);
	});

	it('places the symbol of an area inside the area, beside its hole', () => {
		const symbol = styleOf()(area('bp-gruen-spielplatz'), NEAR).find((one) => one.getImage());
		const feature = area('bp-gruen-spielplatz');
		const [x = 0, y = 0] = (symbol?.getGeometryFunction()(feature) as Point).getCoordinates();
		expect(x > 0 && x < 100 && y > 0 && y < 100).toBe(true);
		expect(x > 20 && x < 40 && y > 20 && y < 40).toBe(false);
	});

	it('leaves the middle of overlays with edge marks to the area below', () => {
		expect(styleOf()(area('bp-pflanzen-strauch'), NEAR).some((one) => one.getImage())).toBe(false);
		expect(styleOf()(spot('bp-pflanzen-strauch'), NEAR).some((one) => one.getImage())).toBe(true);
	});

	it('marks the chosen and the focused object on top of everything', () => {
		let chosen = 'nothing';
		const style = styleOf('colour', { selected: () => chosen, focused: () => 'g2' });
		const before = style(area('bp-wa'), NEAR);
		chosen = 'g1';
		const after = style(area('bp-wa'), NEAR);
		expect(after.length).toBe(before.length + 4);
		const top = Math.max(...before.map((one) => one.getZIndex() ?? 0));
		expect(after.slice(before.length).every((one) => (one.getZIndex() ?? 0) > top)).toBe(true);
		expect(strokesOf(after).map((stroke) => stroke.getColor())).toContain(PALETTE.auswahl.colour);
		const focused = strokesOf(style(line('bp-baulinie'), NEAR));
		expect(focused.at(-1)?.getLineDash()).not.toBeNull();
		expect(focused.at(-1)?.getColor()).toBe(PALETTE.fokus.colour);
	});

	it('draws a feature signed by a newer catalogue neutrally, and one without a sign too', () => {
		expect(styleOf()(area('bp-aus-der-zukunft'), NEAR)[0]?.getFill()).not.toBeNull();
		expect(styleOf()(new Feature(new Point([0, 0])), NEAR)).toHaveLength(1);
	});
});

describe('edge marks', () => {
	const measures = { size: 4, spacing: 10, offset: 0 };
	const spec = (shape: 'triangle' | 'tick' | 'arrow' | 'circle', filled?: boolean) => ({
		shape,
		ink: 'linie',
		size: 4,
		spacing: 10,
		...(filled === undefined ? {} : { filled })
	});

	it('stand inside an area whichever way its ring turns, and outside its hole', () => {
		const geometries = [
			area('x'),
			new Polygon([
				[
					[0, 0],
					[100, 0],
					[100, 100],
					[0, 100],
					[0, 0]
				],
				[
					[20, 20],
					[20, 40],
					[40, 40],
					[40, 20],
					[20, 20]
				]
			])
		];
		for (const geometry of geometries) {
			const tips = (edgeMarks(geometry as never, spec('tick'), measures) as MultiLineString)
				.getCoordinates()
				.map((tick) => tick[1] as number[]);
			expect(tips.length).toBe(40 + 8);
			for (const [x = 0, y = 0] of tips) {
				expect(x > 0 && x < 100 && y > 0 && y < 100).toBe(true);
				expect(x > 20 && x < 40 && y > 20 && y < 40).toBe(false);
			}
		}
	});

	it('are closed areas when filled, and lines when not', () => {
		expect(edgeMarks(area('x'), spec('triangle', true), measures)).toBeInstanceOf(MultiPolygon);
		expect(edgeMarks(area('x'), spec('triangle', false), measures)).toBeInstanceOf(MultiLineString);
		const ring = (edgeMarks(area('x'), spec('circle', true), measures) as MultiPolygon).getCoordinates()[0]?.[0] ?? [];
		expect(ring[0]).toEqual(ring.at(-1));
	});

	it('puts arrow heads at both ends of a line', () => {
		const heads = (edgeMarks(line('x'), spec('arrow'), measures) as MultiLineString).getCoordinates();
		expect(heads.map((head) => head[1])).toEqual([
			[0, 0],
			[100, 50]
		]);
	});

	it('are bounded, and absent where the geometry is too small', () => {
		const long = new LineString([
			[0, 0],
			[1_000_000, 0]
		]);
		expect((edgeMarks(long as never, spec('tick'), measures) as MultiLineString).getCoordinates().length).toBeLessThanOrEqual(4_000);
		expect(
			edgeMarks(
				new LineString([
					[0, 0],
					[1, 0]
				]) as never,
				spec('tick'),
				measures
			)
		).toBeUndefined();
		expect(
			edgeMarks(
				new LineString([
					[0, 0],
					[50, 0]
				]) as never,
				spec('tick'),
				{ ...measures, spacing: 0 }
			)
		).toBeUndefined();
	});
});

describe('createPerimeterStyle', () => {
	const plan = (more: object) => new RenderFeature('Polygon', [...RINGS], [10, 20], 2, { id: 7, ...more }, 1);

	it('shows the state by colour and outline', () => {
		const style = createPerimeterStyle();
		const running = strokesOf(style(plan({ status: 'participation' }), 100)).at(-1);
		const preparing = strokesOf(style(plan({ status: 'preparation' }), 100)).at(-1);
		expect(running?.getColor()).not.toBe(preparing?.getColor());
		expect(running?.getLineDash()).toBeNull();
		expect(preparing?.getLineDash()).toEqual([8, 4]);
		expect(strokesOf(style(plan({}), 100)).length).toBe(2);
	});

	it('names plans near, counts them in clusters', () => {
		const style = createPerimeterStyle();
		const named = (resolution: number) => style(plan({ status: 'valid', name: 'Am Park' }), resolution).find((one) => one.getText());
		expect(named(10)?.getText()?.getText()).toBe('Am Park');
		expect(named(200)).toBeUndefined();
		const cluster = (count: number) => style(new RenderFeature('Point', [0, 0], [], 2, { status: 'valid', count }, 1), 200)[0];
		expect(cluster(12)?.getText()?.getText()).toBe('12');
		expect(cluster(1)?.getText()).toBeNull();
		expect((cluster(100)?.getImage() as CircleStyle).getRadius()).toBeGreaterThan((cluster(2)?.getImage() as CircleStyle).getRadius());
	});

	it('marks the chosen plan', () => {
		const style = createPerimeterStyle({ selected: () => '7' });
		expect(style(plan({ status: 'valid' }), 100).length).toBeGreaterThan(createPerimeterStyle()(plan({ status: 'valid' }), 100).length);
	});
});
