/** The legend: swatches of the signs that are on the map, in the order of the Anlage to the PlanZV. */
import type { LegendEntry, Sign, StrokeSpec, Variant } from './types.ts';
import { colourOf } from './palette.ts';
import { DETAIL_BP, Z } from './signs/build.ts';
import { SIGNS, signOf } from './signs/catalogue.ts';
import { hatchPath, hatchesIn, symbolMarkup } from './svg.ts';

const WIDTH = 44;
const HEIGHT = 28;
/** The area or line of a swatch inside its frame. */
const BOX = { x: 4, y: 4, width: WIDTH - 8, height: HEIGHT - 8 };

/** Headings of the Anlage to the PlanZV by their first number, then the families without one. */
const GROUPS: [key: string, heading: string][] = [
	['1', 'Art der baulichen Nutzung'],
	['2', 'Maß der baulichen Nutzung'],
	['3', 'Bauweise, Baulinien, Baugrenzen'],
	['4', 'Gemeinbedarf, Sport- und Spielanlagen'],
	['5', 'Überörtlicher Verkehr und örtliche Hauptverkehrszüge'],
	['6', 'Verkehrsflächen'],
	['7', 'Ver- und Entsorgung'],
	['8', 'Hauptversorgungs- und Hauptabwasserleitungen'],
	['9', 'Grünflächen'],
	['10', 'Wasserflächen und Wasserwirtschaft'],
	['11', 'Aufschüttungen und Abgrabungen'],
	['12', 'Landwirtschaft und Wald'],
	['13', 'Natur und Landschaft'],
	['14', 'Stadterhaltung und Denkmalschutz'],
	['15', 'Sonstige Planzeichen'],
	['BP', 'Weitere Inhalte des Bebauungsplans'],
	['FP', 'Weitere Inhalte des Flächennutzungsplans'],
	['SO', 'Festlegungen nach anderem Recht'],
	['RP', 'Raumordnung'],
	['LP', 'Landschaftsplanung'],
	['XP', 'Beschriftung und Hilfszeichen']
];
const RANK = new Map(GROUPS.map(([key], index) => [key, index]));
const HEADINGS = new Map(GROUPS);
const POSITION = new Map(SIGNS.map((sign, index) => [sign.id, index]));

const groupOf = (sign: Sign): string => sign.planzv?.split('.')[0] ?? sign.family;

/**
 * Entries for these signs, each once, in the order of the Anlage (number by number), then what has no number by family.
 * Unknown ids are left out. `svg` is a whole `<svg>` without text; the title stands beside it in the page.
 */
export function legendFor(signIds: string[], variant: Variant): LegendEntry[] {
	const signs = [...new Set(signIds)].filter((id) => POSITION.has(id)).map(signOf);
	signs.sort(compare);
	return signs.map((sign) => ({
		signId: sign.id,
		title: sign.title,
		...(sign.planzv ? { planzv: sign.planzv } : {}),
		group: HEADINGS.get(groupOf(sign)) as string,
		svg: swatch(sign, variant)
	}));
}

function compare(a: Sign, b: Sign): number {
	const rank = (RANK.get(groupOf(a)) as number) - (RANK.get(groupOf(b)) as number);
	if (rank !== 0) return rank;
	const numbers = (sign: Sign): number[] => (sign.planzv ?? '').split('.').map(Number);
	const [left, right] = [numbers(a), numbers(b)];
	for (let i = 0; i < Math.max(left.length, right.length); i++) {
		const difference = (left[i] ?? 0) - (right[i] ?? 0);
		if (difference !== 0) return difference;
	}
	return (POSITION.get(a.id) as number) - (POSITION.get(b.id) as number);
}

/** Swatch of a sign, 44 × 28 pixels, without ids: many swatches share a page. */
export function swatch(sign: Sign, variant: Variant): string {
	const parts: string[] = [];
	const lineOnly =
		!sign.fill && sign.hatches.length === 0 && ((sign.zIndex >= Z.line && sign.zIndex < Z.point) || sign.id.endsWith('linie'));
	if (!lineOnly) {
		const { x, y, width, height } = BOX;
		const rect = `x="${x}" y="${y}" width="${width}" height="${height}"`;
		if (sign.fill) parts.push(`<rect ${rect} fill="${colourOf(sign.fill, variant)}" fill-opacity="${sign.fillOpacity ?? 1}"/>`);
		for (const hatch of hatchesIn(sign.hatches, variant)) {
			const colour = colourOf(hatch.ink, variant);
			const { d, filled } = hatchPath(hatch);
			const paint = filled ? `fill="${colour}"` : `fill="none" stroke="${colour}" stroke-width="${hatch.width}"`;
			// An inner svg clips; a pattern would need an id, and a page shows the same swatch many times.
			parts.push(`<svg ${rect}><path d="${d}" ${paint}/></svg>`);
		}
	}
	const pointOnly = sign.zIndex >= Z.point && sign.zIndex < Z.scope && sign.symbol !== undefined;
	if (!pointOnly) for (const spec of sign.strokes) parts.push(strokeMarkup(spec, sign, variant, lineOnly));
	parts.push(...marks(sign, variant, lineOnly));
	if (sign.symbol && (pointOnly || !lineOnly)) {
		parts.push(`<g transform="translate(${WIDTH / 2 - 8} ${HEIGHT / 2 - 8}) scale(0.6667)">${symbolMarkup(sign.symbol, variant)}</g>`);
	} else if (sign.id === 'xp-text') {
		const ink = colourOf('schrift', variant);
		parts.push(`<path d="M14 21L20 7H23L29 21M16 16H27" fill="none" stroke="${ink}" stroke-width="2"/>`);
	}
	const size = `width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}"`;
	return `<svg xmlns="http://www.w3.org/2000/svg" ${size} ` + `aria-hidden="true">${parts.join('')}</svg>`;
}

/** Strokes in a swatch: real proportions would vanish, so metres become pixels with bounds. */
function strokeMarkup(spec: StrokeSpec, sign: Sign, variant: Variant, asLine: boolean): string {
	const width = Math.min(5, Math.max((spec.width * 1.4 * DETAIL_BP) / sign.maxScaleDenominator, spec.minPx ?? 0.6));
	const zoom = width / spec.width;
	const colour = colourOf(spec.ink, variant);
	const dash = spec.dash ? ` stroke-dasharray="${spec.dash.map((length) => Math.round(length * zoom * 10) / 10).join(' ')}"` : '';
	const opacity = spec.opacity === undefined ? '' : ` stroke-opacity="${spec.opacity}"`;
	const paint = `fill="none" stroke="${colour}" stroke-width="${Math.round(width * 100) / 100}"${dash}${opacity}`;
	if (asLine) return `<path d="M2 ${HEIGHT / 2}H${WIDTH - 2}" ${paint}/>`;
	const inset = Math.sign(spec.offset ?? 0) * (width / 2);
	const { x, y, width: w, height: h } = BOX;
	return `<rect x="${x + inset}" y="${y + inset}" width="${w - 2 * inset}" height="${h - 2 * inset}" ${paint}/>`;
}

/** A few marks along the upper and lower edge, or along the line. */
function marks(sign: Sign, variant: Variant, asLine: boolean): string[] {
	return sign.edges.map((edge) => {
		const colour = colourOf(edge.ink, variant);
		const s = 4;
		const step = edge.shape === 'zigzag' ? 4 : 8;
		const rows = asLine
			? [{ y: HEIGHT / 2, sign: 1 }]
			: [
					{ y: BOX.y, sign: 1 },
					{ y: BOX.y + BOX.height, sign: -1 }
				];
		const paths: string[] = [];
		for (const { y, sign: down } of rows) {
			if (edge.shape === 'arrow') {
				paths.push(`M7 ${y - 3}L2 ${y}L7 ${y + 3}M${WIDTH - 7} ${y - 3}L${WIDTH - 2} ${y}L${WIDTH - 7} ${y + 3}`);
				continue;
			}
			for (let x = BOX.x + step / 2; x < BOX.x + BOX.width; x += step) paths.push(mark(edge.shape, x, y, s * down));
		}
		const solid = edge.filled !== false && ['triangle', 'circle', 'square'].includes(edge.shape);
		return `<path d="${paths.join('')}" ${solid ? `fill="${colour}"` : `fill="none" stroke="${colour}" stroke-width="1"`}/>`;
	});
}

function mark(shape: string, x: number, y: number, s: number): string {
	switch (shape) {
		case 'triangle':
			return `M${x - 2} ${y}L${x} ${y + s}L${x + 2} ${y}z`;
		case 'tee':
			return `M${x} ${y}v${s}M${x - 2} ${y + s}h4`;
		case 'cross':
			return `M${x - 2} ${y}l4 ${s}M${x - 2} ${y + s}l4 ${-s}`;
		case 'square':
			return `M${x - 1.5} ${y}h3v${Math.sign(s) * 3}h-3z`;
		case 'circle':
			return `M${x - 1.5} ${y + s / 2}a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0 -3 0z`;
		case 'zigzag':
			return `M${x - 2} ${y}l2 ${s}l2 ${-s}`;
		default:
			return `M${x} ${y}v${s}`;
	}
}
