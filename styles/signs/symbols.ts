/**
 * Point symbols, drawn by us, in a box of 24 × 24 with y downwards. `fill` and `stroke` are SVG path data; the background disc keeps
 * them readable on every area. Letters stand where the PlanZV or everyday signs use letters.
 */
export interface SymbolShape {
	/** Closed shapes filled in black. */
	fill?: string;
	/** Open shapes drawn in black, 2 units wide. */
	stroke?: string;
	/** Width of `stroke`, 2 unless told. */
	strokeWidth?: number;
	/** White disc (default), white square, or nothing behind the symbol. */
	back?: 'disc' | 'square' | 'none';
	/** Ink of filled shapes where it is not black. */
	ink?: string;
}

const circle = (x: number, y: number, r: number): string => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;

/** Strokes of the letters that signs need, in a box of 6 × 10 units: no font, so that every machine draws the same. */
const LETTERS: Record<string, (x: (u: number) => string, y: (u: number) => string) => string> = {
	N: (x, y) => `M${x(0)} ${y(10)}V${y(0)}L${x(6)} ${y(10)}V${y(0)}`,
	P: (x, y) => `M${x(0)} ${y(10)}V${y(0)}H${x(3.5)}Q${x(6)} ${y(0)} ${x(6)} ${y(2.75)}Q${x(6)} ${y(5.5)} ${x(3.5)} ${y(5.5)}H${x(0)}`,
	p: (x, y) => `M${x(0)} ${y(12.5)}V${y(3.5)}H${x(3)}Q${x(5.5)} ${y(3.5)} ${x(5.5)} ${y(6.5)}Q${x(5.5)} ${y(9.5)} ${x(3)} ${y(9.5)}H${x(0)}`,
	R: (x, y) => `${LETTERS['P']!(x, y)}M${x(3)} ${y(5.5)}L${x(6)} ${y(10)}`,
	B: (x, y) =>
		`M${x(0)} ${y(10)}V${y(0)}H${x(3)}Q${x(5.3)} ${y(0)} ${x(5.3)} ${y(2.4)}Q${x(5.3)} ${y(4.8)} ${x(3)} ${y(4.8)}H${x(0)}` +
		`M${x(3)} ${y(4.8)}Q${x(6)} ${y(4.8)} ${x(6)} ${y(7.4)}Q${x(6)} ${y(10)} ${x(3)} ${y(10)}H${x(0)}`,
	D: (x, y) => `M${x(0)} ${y(0)}V${y(10)}H${x(2.5)}Q${x(6)} ${y(10)} ${x(6)} ${y(5)}Q${x(6)} ${y(0)} ${x(2.5)} ${y(0)}z`,
	L: (x, y) => `M${x(0.5)} ${y(0)}V${y(10)}H${x(6)}`,
	F: (x, y) => `M${x(0.5)} ${y(10)}V${y(0)}H${x(6)}M${x(0.5)} ${y(4.8)}H${x(5)}`,
	H: (x, y) => `M${x(0)} ${y(0)}V${y(10)}M${x(6)} ${y(0)}V${y(10)}M${x(0)} ${y(5)}H${x(6)}`
};

/** One to three letters in the disc. */
function letters(text: string): SymbolShape {
	const zoom = text.length === 1 ? 1.1 : text.length === 2 ? 0.85 : 0.68;
	const gap = 2.6;
	const width = text.length * 6 + (text.length - 1) * gap;
	const round = (value: number): string => String(Math.round(value * 100) / 100);
	const stroke = [...text].map((letter, index) =>
		LETTERS[letter]!(
			(u) => round(12 + (index * (6 + gap) + u - width / 2) * zoom),
			(u) => round(12 + (u - 5) * zoom)
		)
	);
	return { stroke: stroke.join(''), strokeWidth: text.length === 1 ? 2 : text.length === 2 ? 1.6 : 1.3 };
}

export const SYMBOLS: Record<string, SymbolShape> = {
	// Gemeinbedarf
	verwaltung: { fill: 'M4 10L12 4L20 10V11.5H4zM4 18H20V20H4z', stroke: 'M7 12V18M12 12V18M17 12V18' },
	schule: { fill: 'M12 5L22 10L12 15L2 10z', stroke: 'M6 12.5V17Q12 20.5 18 17V12.5M20.5 11V16' },
	kirche: { stroke: 'M12 3V21M7 8.5H17' },
	sozial: { fill: 'M12 20L4.5 12.5A4.4 4.4 0 0 1 12 7A4.4 4.4 0 0 1 19.5 12.5z' },
	gesundheit: { fill: 'M9.5 4H14.5V9.5H20V14.5H14.5V20H9.5V14.5H4V9.5H9.5z' },
	kultur: { stroke: 'M5 5Q12 8 19 5V12Q19 19 12 20.5Q5 19 5 12zM8.5 10.5H10.5M13.5 10.5H15.5M8.5 15Q12 17.5 15.5 15' },
	schutz: { stroke: 'M12 3.5L19 6V12Q19 17.5 12 20.5Q5 17.5 5 12V6z' },
	feuerwehr: { fill: 'M12 3Q18 9 17.5 14A5.5 5.5 0 0 1 6.5 14Q6.5 11 8.5 9Q9 11 10.5 11Q12.5 8 12 3z' },
	post: { stroke: 'M3.5 7H20.5V17.5H3.5zM3.5 7L12 13.5L20.5 7' },
	sport: { stroke: 'M3.5 12A8.5 5.5 0 1 0 20.5 12A8.5 5.5 0 1 0 3.5 12zM12 6.5V17.5' },
	spiel: { stroke: 'M6 9H18L16 20H8zM6.5 9Q12 1 17.5 9' },
	tier: { fill: circle(12, 15, 4) + circle(6.5, 10, 2) + circle(17.5, 10, 2) + circle(10, 6.5, 2) + circle(14.5, 6.5, 2) },
	// Grün
	park: { fill: circle(8, 8, 2.6) + circle(16, 8, 2.6) + circle(12, 13.5, 2.6) + circle(6, 17, 1.6) + circle(18, 17, 1.6) },
	kleingarten: { stroke: 'M4.5 4.5H19.5V19.5H4.5zM4.5 12H19.5M12 4.5V19.5' },
	zelt: { stroke: 'M3.5 19.5L12 5L20.5 19.5zM12 12L9 19.5M12 12L15 19.5' },
	bad: { stroke: 'M3 9Q6 6 9 9T15 9T21 9M3 14Q6 11 9 14T15 14T21 14M3 19Q6 16 9 19T15 19T21 19' },
	freizeit: { stroke: 'M4 20H20M6 20V11H18V20M12 4L4 11H20z' },
	gras: { stroke: 'M12 20V8M8 20Q8 13 4.5 10M16 20Q16 13 19.5 10' },
	friedhof: { stroke: 'M7 5V14M4 8H10M17 5V14M14 8H20M12 11V20M9 14H15' },
	// Verkehr
	parken: { back: 'square', stroke: 'M8.5 20V4.5H13A4.3 4.3 0 0 1 13 13H8.5' },
	fussgaenger: { fill: circle(12, 5, 2), stroke: 'M12 8V14M12 10L8 13M12 10L16 13M12 14L9 20.5M12 14L15 20.5' },
	rad: { stroke: `${circle(6.5, 15.5, 3.8)}${circle(17.5, 15.5, 3.8)}M6.5 15.5L10 8.5H15L17.5 15.5M10 8.5L13 15.5L15 10M9 7.5H11.5` },
	beruhigt: { back: 'square', stroke: 'M5 19V11L10 6.5L15 11V19zM17 19V15M17 13V12.5', fill: circle(18.5, 8, 1.8) },
	wirtschaftsweg: { stroke: 'M8 20L10.5 4M16 20L13.5 4M12 18V15M12 11V8' },
	bus: { back: 'square', fill: circle(8, 19, 1.6) + circle(16, 19, 1.6), stroke: 'M5 17V6Q12 3.5 19 6V17zM5 12H19' },
	einfahrt: { fill: 'M12 4L19 18H5z', back: 'none' },
	luft: {
		fill: 'M12 2.5L13.8 9.5L21.5 14V16L13.8 13.6L13.2 18.5L15.5 20.3V21.5L12 20.6L8.5 21.5V20.3L10.8 18.5L10.2 13.6L2.5 16V14L10.2 9.5z'
	},
	// Ver- und Entsorgung
	strom: { fill: 'M13.5 3L6 13.5H11L10 21L18 10H12.5z' },
	gas: { stroke: 'M17.5 7.5A6.5 6.5 0 1 0 18 16V12.5H13' },
	oel: { fill: 'M12 3Q18.5 11 18 15A6 6 0 0 1 6 15Q5.5 11 12 3z' },
	waerme: { stroke: 'M7 20Q4.5 16 7 12T7 4M12 20Q9.5 16 12 12T12 4M17 20Q14.5 16 17 12T17 4' },
	trinkwasser: { stroke: 'M12 3.5Q18.5 11 18 15A6 6 0 0 1 6 15Q5.5 11 12 3.5z' },
	abwasser: { stroke: `${circle(12, 12, 8)}M12 4V20` },
	regenwasser: { stroke: 'M5 12A7 6 0 0 1 19 12zM8 15V19M12 15V19.5M16 15V19' },
	abfall: { stroke: 'M6 8H18L16.8 20.5H7.2zM4.5 8H19.5M10 4.5H14' },
	ablagerung: { stroke: 'M3.5 19L9 9L12.5 14.5L15 11L20.5 19z' },
	funk: { fill: circle(12, 11, 2), stroke: 'M12 11L8 21M12 11L16 21M7.5 15A6 6 0 0 1 7.5 7M16.5 15A6 6 0 0 0 16.5 7' },
	erneuerbar: { stroke: 'M12 21V11M12 11L12 3M12 11L19 15M12 11L5 15' },
	// Natur, Denkmal, Kennzeichnung, Hinweise
	baumPflanzen: { back: 'none', fill: circle(12, 12, 9.5), ink: 'baum', stroke: circle(12, 12, 2.6) },
	baumErhalten: {
		back: 'none',
		fill: circle(12, 12, 9.5),
		ink: 'baum',
		stroke: `${circle(12, 12, 2)}${circle(12, 12, 0.9)}M5.5 12H9M15 12H18.5M12 5.5V9M12 15V18.5`
	},
	strauchPflanzen: { back: 'disc', stroke: circle(8, 9.5, 3) + circle(16, 9.5, 3) + circle(12, 16, 3) },
	strauchErhalten: { back: 'disc', fill: circle(8, 9.5, 3.2) + circle(16, 9.5, 3.2) + circle(12, 16, 3.2) },
	denkmalEinzel: { back: 'square', fill: 'M3 3H21V21H3zM8 6.5V17.5H12A5.5 5.5 0 0 0 12 6.5zM10.5 9H12A3 3 0 0 1 12 15H10.5z' },
	denkmalEnsemble: { back: 'square', stroke: 'M8 6V18H11.5A6 6 0 0 0 11.5 6z' },
	natur: { stroke: 'M12 20.5V12M12 14Q5 14 5 6Q12 6 12 14Q12 8.5 19 8.5Q19 15 12 15' },
	laerm: { fill: 'M3.5 9.5H7L12 5.5V18.5L7 14.5H3.5z', stroke: 'M15 9Q17 12 15 15M17.5 6.5Q21 12 17.5 17.5' },
	achtung: { stroke: 'M12 4L21 19.5H3zM12 10V14M12 16.2V17' },
	text: { back: 'square', stroke: 'M6 6H18M12 6V19' },
	hoehe: { back: 'none', stroke: 'M4 12H20M12 4V20' },
	buchstabeN: letters('N'),
	buchstabeNP: letters('NP'),
	buchstabeBR: letters('BR'),
	buchstabeL: letters('L'),
	buchstabeNpk: letters('Np'),
	buchstabeND: letters('ND'),
	buchstabeLB: letters('LB'),
	buchstabeB: letters('B'),
	buchstabeFFH: letters('FFH'),
	festpunkt: { back: 'none', stroke: 'M12 4L20 19H4z', fill: circle(12, 14, 2) },
	zentrumOber: { back: 'square', fill: 'M5 5H19V19H5z' },
	zentrumMittel: { back: 'square', fill: 'M12 5L19 19H5z' },
	zentrumGrund: { back: 'square', fill: circle(12, 12, 6) },
	punkt: { back: 'none', fill: circle(12, 12, 6) },
	raute: { back: 'none', fill: 'M12 4L20 12L12 20L4 12z' },
	quadrat: { back: 'none', fill: 'M6 6H18V18H6z' }
};
