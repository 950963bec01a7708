import { describe, expect, it } from 'vitest';
import { SIGNS, VARIANTS, colourOf, contrast, findSign, legendFor, PALETTE } from '../../../styles/index.ts';
import { luminance } from '../../../styles/palette.ts';
import { PERIMETER_STATES, perimeterStateOf } from '../../../styles/perimeter-states.ts';
import { SYMBOLS } from '../../../styles/signs/symbols.ts';
import { hatchesIn } from '../../../styles/svg.ts';

const KINDS = ['w', 'ws', 'wr', 'wa', 'wb', 'm', 'md', 'mdw', 'mi', 'mu', 'mk', 'g', 'ge', 'gi', 's', 'so-erholung', 'so', 'bauflaeche'];

describe('catalogue', () => {
	it('has every id once, and a title', () => {
		expect(new Set(SIGNS.map(({ id }) => id)).size).toBe(SIGNS.length);
		for (const sign of SIGNS) {
			expect(sign.id).toMatch(/^(bp|fp|rp|lp|so|xp)-[a-z0-9-]+$/);
			expect(sign.title.length).toBeGreaterThan(3);
		}
	});

	it('uses inks, symbols and numbers that exist', () => {
		for (const sign of SIGNS) {
			const inks = [
				sign.fill,
				...sign.hatches.map(({ ink }) => ink),
				...[...sign.strokes, ...(sign.lineStrokes ?? []), ...sign.edges].map(({ ink }) => ink)
			].filter((ink) => ink !== undefined);
			for (const ink of inks) for (const variant of VARIANTS) expect(colourOf(ink, variant), `${sign.id} ${ink}`).toMatch(/^#[0-9a-f]{6}$/);
			if (sign.symbol) expect(SYMBOLS[sign.symbol], `${sign.id} ${sign.symbol}`).toBeDefined();
			if (sign.planzv) expect(sign.planzv).toMatch(/^([1-9]|1[0-5])(\.\d+){0,2}$/);
			expect(sign.fill ?? sign.symbol ?? (sign.strokes.length > 0 || sign.id === 'xp-text'), sign.id).toBeTruthy();
		}
	});

	it('covers the subjects of the Anlage to the PlanZV', () => {
		const numbers = new Set(SIGNS.map(({ planzv }) => planzv?.split('.')[0]));
		for (let i = 1; i <= 15; i++) expect(numbers, `PlanZV ${i}`).toContain(String(i));
	});

	it('has the same kinds of building use in both kinds of plan', () => {
		for (const kind of KINDS) for (const prefix of ['bp', 'fp']) expect(findSign(`${prefix}-${kind}`)).toBeDefined();
	});

	it('throws on an ink that does not exist', () => {
		expect(() => colourOf('rosa', 'colour')).toThrow('rosa');
		expect(() => colourOf('constructor', 'colour')).toThrow('constructor');
	});
});

describe('grey-scale variant', () => {
	it('is grey', () => {
		for (const [name, { grey }] of Object.entries(PALETTE)) {
			const [r, g, b] = [grey.slice(1, 3), grey.slice(3, 5), grey.slice(5, 7)];
			expect([g, b], name).toEqual([r, r]);
		}
	});

	it('tells every kind of building use from every other by lightness or hatch', () => {
		const looks = KINDS.map((kind) => {
			const sign = findSign(`bp-${kind}`);
			return JSON.stringify([colourOf(sign?.fill as string, 'grey'), hatchesIn(sign?.hatches ?? [], 'grey')]);
		});
		expect(new Set(looks).size).toBe(KINDS.length);
	});

	it('gives the main kinds of area different hatches, or lightness that differs clearly', () => {
		const ids = [
			'bp-wa',
			'bp-mi',
			'bp-ge',
			'bp-so',
			'bp-gemeinbedarf',
			'bp-gruen',
			'bp-gewaesser',
			'bp-wald',
			'bp-landwirtschaft',
			'bp-versorgung',
			'bp-strasse',
			'bp-bahn'
		];
		for (const a of ids)
			for (const b of ids) {
				if (a >= b) continue;
				const [left, right] = [findSign(a), findSign(b)];
				const hatches = [left, right].map((sign) =>
					JSON.stringify(hatchesIn(sign?.hatches ?? [], 'grey').map(({ kind, angle, spacing }) => [kind, angle, spacing]))
				);
				const difference = Math.abs(luminance(colourOf(left?.fill as string, 'grey')) - luminance(colourOf(right?.fill as string, 'grey')));
				expect(hatches[0] !== hatches[1] || difference > 0.15, `${a} and ${b}`).toBe(true);
			}
	});
});

describe('colour-blind safe variant', () => {
	/** Red-green blindness (deuteranopia) in linear RGB, after Viénot, Brettel and Mollon 1999. */
	const simulate = (hex: string): [number, number, number] => {
		const linear = [1, 3, 5].map((at) => {
			const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
			return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
		}) as [number, number, number];
		const [r, g, b] = linear;
		const yellow = 0.29275 * r + 0.70725 * g;
		return [yellow, yellow, -0.02234 * r + 0.02234 * g + b];
	};
	const distance = (a: string, b: string): number => {
		const root = (x: number): number => Math.cbrt(Math.max(0, x));
		const [left, right] = [simulate(a).map(root), simulate(b).map(root)];
		return Math.hypot(...left.map((value, i) => value - (right[i] as number)));
	};

	it('separates the areas that stand side by side, by colour or by a hatch', () => {
		const ids = [
			'bp-wa',
			'bp-mi',
			'bp-ge',
			'bp-so',
			'bp-gemeinbedarf',
			'bp-strasse',
			'bp-gruen',
			'bp-gewaesser',
			'bp-wald',
			'bp-landwirtschaft',
			'bp-versorgung'
		];
		for (const a of ids)
			for (const b of ids) {
				if (a >= b) continue;
				const [left, right] = [findSign(a), findSign(b)];
				const hatched = JSON.stringify(hatchesIn(left?.hatches ?? [], 'cvd')) !== JSON.stringify(hatchesIn(right?.hatches ?? [], 'cvd'));
				expect(
					hatched || distance(colourOf(left?.fill as string, 'cvd'), colourOf(right?.fill as string, 'cvd')) > 0.05,
					`${a} and ${b}`
				).toBe(true);
			}
	});
});

describe('contrast', () => {
	it('keeps labels readable (4.5:1) on every area', () => {
		for (const sign of SIGNS) {
			if (!sign.fill || (sign.fillOpacity ?? 1) < 0.5) continue;
			for (const variant of VARIANTS)
				expect(contrast(colourOf('schrift', variant), colourOf(sign.fill, variant)), `${sign.id} ${variant}`).toBeGreaterThan(4.5);
		}
	});

	it('shows selection and focus on any colour: core or hem stands out by 3:1', () => {
		for (const variant of VARIANTS)
			for (const [name, values] of Object.entries(PALETTE))
				for (const core of ['auswahl', 'fokus']) {
					const ratios = [core, 'saum'].map((ink) => contrast(colourOf(ink, variant), values[variant]));
					expect(Math.max(...ratios), `${core} on ${name}`).toBeGreaterThanOrEqual(3);
				}
	});

	it('draws the states of plans with 3:1 on white, and no two alike without colour', () => {
		for (const { colours } of Object.values(PERIMETER_STATES))
			for (const variant of VARIANTS) expect(contrast(colours[variant], '#ffffff')).toBeGreaterThanOrEqual(3);
		const looks = Object.values(PERIMETER_STATES).map(({ dash, opacity }) => JSON.stringify([dash, opacity]));
		expect(new Set(looks).size).toBe(looks.length);
	});

	it('reads states and codes', () => {
		expect(perimeterStateOf('participation')).toBe('participation');
		expect(perimeterStateOf('4000')).toBe('valid');
		expect(perimeterStateOf('running')).toBe('participation');
		expect(perimeterStateOf('2400')).toBe('preparation');
		expect(perimeterStateOf('toString')).toBe('unknown');
	});
});

describe('legend', () => {
	it('has an entry with a swatch for every sign in every variant', () => {
		for (const variant of VARIANTS) {
			const entries = legendFor(
				SIGNS.map(({ id }) => id),
				variant
			);
			expect(entries.length).toBe(SIGNS.length);
			for (const { svg, signId, group } of entries) {
				expect(svg, signId).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" [^>]*>.*<(rect|path|circle) .*<\/svg>$/);
				expect(svg, signId).not.toMatch(/style=|<style|undefined|NaN|href|<script| id=/);
				expect(group.length).toBeGreaterThan(3);
			}
		}
	});

	it('is ordered as the Anlage: 2 before 10, numbers before families', () => {
		const entries = legendFor(
			['xp-text', 'bp-gewaesser', 'bp-geltungsbereich', 'bp-hoehe', 'rp-wald', 'bp-wa', 'bp-ws', 'bp-hinweis', 'bp-gruen'],
			'colour'
		);
		expect(entries.map(({ signId }) => signId)).toEqual([
			'bp-ws',
			'bp-wa',
			'bp-hoehe',
			'bp-gruen',
			'bp-gewaesser',
			'bp-geltungsbereich',
			'bp-hinweis',
			'rp-wald',
			'xp-text'
		]);
		expect(entries[0]).toMatchObject({ title: 'Kleinsiedlungsgebiet (WS)', planzv: '1.1.1', group: 'Art der baulichen Nutzung' });
	});

	it('lists a sign once and leaves out unknown ones', () => {
		expect(legendFor(['bp-wa', 'bp-wa', 'gibt-es-nicht'], 'grey').map(({ signId }) => signId)).toEqual(['bp-wa']);
		expect(legendFor([], 'cvd')).toEqual([]);
	});

	it('shows the variant', () => {
		const [colour, grey] = (['colour', 'grey'] as const).map((variant) => legendFor(['bp-ge'], variant)[0]?.svg ?? '');
		expect(colour).toContain(PALETTE.ge.colour);
		expect(grey).toContain(PALETTE.ge.grey);
		expect(grey.match(/<svg/g)).toHaveLength(2);
		expect(colour.match(/<svg/g)).toHaveLength(1);
	});
});
