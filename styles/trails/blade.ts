/** How a blade or plate of a trail post is drawn: shapes and words with places, nothing of any page. Units are pixels at 16 px text. */
export interface BladeInput {
	kind: string;
	lines: { text: string; km: number | null; minutes: number | null }[];
	/** Degrees from north, clockwise. */
	azimuth: number | null;
	/** Colours of the routes that it shows, `#rrggbb`. */
	colours: string[];
	/** What stands on a plate without lines. */
	title: string;
}

export interface BladePicture {
	width: number;
	height: number;
	/** SVG path of the outline. */
	outline: string;
	fill: string;
	ink: string;
	texts: { x: number; y: number; anchor: 'start' | 'end' | 'middle'; text: string; strong: boolean }[];
	marks: { x: number; y: number; size: number; colour: string }[];
	/** Turned with the azimuth: a needle in a small rose; null where it points nowhere. */
	needle: { x: number; y: number; angle: number } | null;
}

const ROW = 22;
const PAD = 12;
const TIP = 22;
const NEEDLE = 30;
/** Of a letter at 15 px, on average; German words are wide. */
const LETTER = 8.1;
const MARK = 12;
const LOOKS: Record<string, { fill: string; ink: string }> = {
	zielwegweiser: { fill: '#fffdf3', ink: '#1b1b1b' },
	vorwegweiser: { fill: '#fffdf3', ink: '#1b1b1b' },
	richtungspfeil: { fill: '#fffdf3', ink: '#1b1b1b' },
	markierung: { fill: '#ffffff', ink: '#1b1b1b' },
	standortschild: { fill: '#1f5c38', ink: '#ffffff' },
	routenlogo: { fill: '#ffffff', ink: '#1b1b1b' },
	infotafel: { fill: '#efe7d3', ink: '#1b1b1b' },
	rettungspunkt: { fill: '#1d6f3f', ink: '#ffffff' },
	sperrschild: { fill: '#ffffff', ink: '#a01818' }
};
const decimal = (value: number) => String(Math.round(value * 10) / 10).replace('.', ',');
const rightOf = ({ km, minutes }: BladeInput['lines'][number]): string =>
	[km === null ? '' : `${decimal(km)} km`, minutes === null ? '' : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`].filter(Boolean).join(' · ');

/** Lays out the picture: a blade with a tip to the side it points to (east of north to the right), a plate otherwise. */
export function layOutBlade({ kind, lines, azimuth, colours, title }: BladeInput): BladePicture {
	const look = LOOKS[kind] ?? LOOKS.markierung!;
	const rows = lines.length > 0 ? lines.map((line) => ({ left: line.text, right: rightOf(line) })) : [{ left: title, right: '' }];
	const words = Math.max(...rows.map(({ left, right }) => left.length * LETTER + (right ? right.length * LETTER + 18 : 0)));
	const blade = kind === 'zielwegweiser' || kind === 'vorwegweiser' || kind === 'richtungspfeil';
	const points = blade && azimuth !== null;
	const left = points && azimuth! >= 180;
	const height = rows.length * ROW + 14;
	/** Marks below each other as far as they fit, then in a further column. */
	const perColumn = Math.max(1, Math.floor((height - 5) / (MARK + 3)));
	const marks = colours.length > 0 ? Math.ceil(colours.length / perColumn) * (MARK + 3) + 3 : 0;
	const turned = azimuth === null ? 0 : NEEDLE;
	const width = Math.round(Math.max(110, words + 2 * PAD + marks + turned + (points ? TIP : 0)));
	const start = PAD + (left ? TIP : 0) + marks + turned;
	const end = width - PAD - (points && !left ? TIP : 0);
	const middle = height / 2;
	return {
		width,
		height,
		outline: outlineOf(width, height, points ? (left ? 'left' : 'right') : 'none'),
		...look,
		texts: rows.flatMap(({ left: text, right }, row) => {
			const y = 7 + row * ROW + 16;
			const main = { x: start, y, anchor: 'start' as const, text, strong: row === 0 };
			return right ? [main, { x: end, y, anchor: 'end' as const, text: right, strong: false }] : [main];
		}),
		marks: colours.map((colour, index) => {
			const column = Math.floor(index / perColumn);
			const inColumn = Math.min(perColumn, colours.length - column * perColumn);
			return {
				x: PAD + (left ? TIP : 0) - 4 + column * (MARK + 3),
				y: middle - (inColumn * (MARK + 3) - 3) / 2 + (index % perColumn) * (MARK + 3),
				size: MARK,
				colour
			};
		}),
		needle: azimuth === null ? null : { x: PAD + (left ? TIP : 0) + marks + 9, y: middle, angle: azimuth }
	};
}

function outlineOf(width: number, height: number, tip: 'left' | 'right' | 'none'): string {
	const [w, h, m] = [width - 1, height - 1, height / 2];
	if (tip === 'right') return `M1 1H${w - TIP}L${w} ${m}L${w - TIP} ${h}H1Z`;
	if (tip === 'left') return `M${w} 1H${TIP}L1 ${m}L${TIP} ${h}H${w}Z`;
	return `M1 1H${w}V${h}H1Z`;
}
