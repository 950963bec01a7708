/**
 * Letters of single strokes, as drawn with a stencil on plans before there were printers: 4 wide, 6 high, the baseline at 0. Each stroke
 * is a run of points `xy`. Own letters, so that a drawing is the same on a machine without any font.
 */
const LETTERS: Record<string, string> = {
	A: '00 26 40,12 32',
	B: '00 06 36 45 44 33 03,33 42 41 30 00',
	C: '45 36 16 05 01 10 30 41',
	D: '00 06 26 44 42 20 00',
	E: '40 00 06 46,03 33',
	F: '00 06 46,03 33',
	G: '45 36 16 05 01 10 30 41 43 23',
	H: '00 06,40 46,03 43',
	I: '20 26',
	J: '46 41 30 10 01',
	K: '00 06,46 02,13 40',
	L: '06 00 40',
	M: '00 06 22 46 40',
	N: '00 06 40 46',
	O: '10 01 05 16 36 45 41 30 10',
	P: '00 06 36 45 44 33 03',
	Q: '10 01 05 16 36 45 41 30 10,22 40',
	R: '00 06 36 45 44 33 03,23 40',
	S: '45 36 16 05 04 13 33 42 41 30 10 01',
	T: '20 26,06 46',
	U: '06 01 10 30 41 46',
	V: '06 20 46',
	W: '06 10 24 30 46',
	X: '00 46,06 40',
	Y: '06 23 46,23 20',
	Z: '06 46 00 40',
	'0': '10 01 05 16 36 45 41 30 10',
	'1': '14 26 20',
	'2': '05 16 36 45 44 00 40',
	'3': '05 16 36 45 44 33 13,33 42 41 30 10 01',
	'4': '30 36 02 42',
	'5': '46 06 03 33 42 41 30 10 01',
	'6': '45 36 16 05 01 10 30 41 42 33 03',
	'7': '06 46 10',
	'8': '13 04 05 16 36 45 44 33 13 02 01 10 30 41 42 33',
	'9': '01 10 30 41 45 36 16 05 04 13 43',
	'.': '20 21',
	',': '10 21',
	':': '21 22,24 25',
	'-': '13 33',
	'–': '03 43',
	'/': '00 46',
	'°': '25 34 25 16 25',
	'(': '30 21 25 36',
	')': '10 21 25 16',
	'§': '35 26 15 33 22 11 20 31',
	'+': '13 33,22 24'
};
const WITH_DOTS: Record<string, string> = { Ä: 'A', Ö: 'O', Ü: 'U' };

/** Path of a line of capitals, 6 units high, starting at 0, 0, y downwards. @returns `d` of an SVG path and the line's width in units */
export function strokeText(text: string): { d: string; width: number } {
	let d = '';
	let at = 0;
	for (const sign of text.toUpperCase()) {
		const strokes = `${LETTERS[WITH_DOTS[sign] ?? sign] ?? ''}${WITH_DOTS[sign] ? ',17 18,37 38' : ''}`;
		for (const stroke of strokes.split(',').filter(Boolean))
			d += `M${stroke
				.split(' ')
				.map(([x, y]) => `${at + Number(x)} ${-Number(y)}`)
				.join('L')}`;
		at += sign === ' ' ? 3.5 : sign === 'I' ? 4.6 : 5.8;
	}
	return { d, width: at };
}
