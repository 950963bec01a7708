import type { Random } from '../differential/random.ts';

/** Changes of the text of a document that no writer of XML would make, and of its numbers, ids and names. */
type TextMutation = (text: string, random: Random) => string;

const NUMBERS = [
	...['NaN', 'INF', '-INF', '1e400', '-1e308', '1.7976931348623157e308', '5e-324', '-0', '0', '', '1e', '.', '--5', '0x1F', '1,5', '9'.repeat(400)],
	...['999999999999999', '2147483648', '-32380000', '32380000.5', '4294967296', '1e21', '0.1e-300', `0.${'0'.repeat(300)}1`, '¹²³', '٣', '1_000', 'x']
];
const CRS = [
	...['EPSG:4326', 'EPSG:4258', 'EPSG:31467', 'EPSG:31468', 'EPSG:25832', 'EPSG:3857', 'EPSG:5555', 'EPSG:0', 'EPSG:99999', '', ' ', 'Unsinn'],
	...['urn:ogc:def:crs:EPSG::25833', 'urn:adv:crs:ETRS89_UTM32', 'http://www.opengis.net/def/crs/EPSG/0/4647', `EPSG:${'9'.repeat(5000)}`]
];
const VERSIONS = ['2/0', '3/0', '4/0', '4/1', '5/0', '5/1', '5/2', '5/3', '5/4', '6/0', '6/1', '7/0', 'x'];
const GEOMETRY = [
	...['Polygon', 'Surface', 'PolygonPatch', 'LinearRing', 'Ring', 'exterior', 'interior', 'pos', 'posList', 'Point', 'Curve', 'LineString'],
	...['LineStringSegment', 'Arc', 'ArcString', 'Circle', 'CircleByCenterPoint', 'segments', 'patches', 'curveMember', 'surfaceMember'],
	...['MultiCurve', 'MultiSurface', 'MultiPoint', 'OrientableCurve', 'CompositeSurface', 'Solid', 'Envelope', 'CubicSpline', 'Tin', 'Triangle']
];
const RUBBISH = [
	...['&bogus;', '&#0;', '&#xFFFF;', '&#x110000;', '&amp', '&', '<', '>', ']]>', '<![CDATA[', '<!--', '-->', '<!-- -- -->', '<?xml?>', '<?x', '<!DOCTYPE x>'],
	...['\0', '\uFFFE', '\uD800', '\u0085', '\u2028', '"', "'", '=', '</', '/>', '<gml:pos/>', '<x:y xmlns:x=""/>', '<__proto__/>', 'xmlns:gml="x"', '\u202E'],
	...['<xplan:constructor>1</xplan:constructor>', '<xplan:toString/>', '<xplan:__proto__>1</xplan:__proto__>', ' gml:id="__proto__"']
];
const TAG = /<\/?[\w:.-]+(?:\s[^<>]*)?\/?>/g;
const NUMBER = /(?<=[>\s])[+-]?\d+(?:\.\d+)?(?=[<\s])/g;
const POS_LIST = /(<(?:\w+:)?posList[^>]*>)([^<]*)/g;

/** The document stays one; what is in it becomes absurd. */
export const TEXT_MUTATIONS: Record<string, TextMutation> = {
	'number absurd': (text, random) => replaced(text, NUMBER, random, () => random.pick(NUMBERS)),
	'all numbers of a kind absurd': (text, random) => {
		const value = random.pick(NUMBERS);
		return random.chance(0.5) ? text.replace(NUMBER, value) : text.replace(NUMBER, (number) => (random.chance(0.1) ? value : number));
	},
	'coordinates scaled': (text, random) => {
		const factor = random.pick([0, -1, 1e-9, 1e-3, 1e3, 1e9, 1e30, 1e150, 1e300]);
		return text.replace(POS_LIST, (_, tag: string, list: string) => tag + list.replace(/\S+/g, (number) => String(Number(number) * factor)));
	},
	'coordinates shuffled': (text, random) => replaced(text, POS_LIST, random, (list) => list.replace(/>[^]*/, (own) => `>${shuffled(own.slice(1), random)}`)),
	'ring doubled back': (text, random) =>
		replaced(text, POS_LIST, random, (list) => list.replace(/>([^]*)/, (_, own: string) => `>${own} ${own} ${pairsOf(own).reverse().join(' ')}`)),
	'ring of one place': (text, random) => replaced(text, POS_LIST, random, (list) => list.replace(/>([^]*)/, (_, own: string) => `>${places(own, 1 + random.below(4), random)}`)),
	'ring of many crossings': (text, random) => replaced(text, POS_LIST, random, (list) => list.replace(/>([^]*)/, (_, own: string) => `>${tangle(own, 10 + random.below(1500), random)}`)),
	'ring with spikes': (text, random) => replaced(text, POS_LIST, random, (list) => list.replace(/>([^]*)/, (_, own: string) => `>${spikes(own, random)}`)),
	'coordinate lost': (text, random) => replaced(text, POS_LIST, random, (list) => list.replace(/\s\S+\s*$/, '')),
	'coordinates none': (text, random) => replaced(text, POS_LIST, random, (list) => list.replace(/>[^]*/, '>')),
	'axes swapped': (text) => text.replace(POS_LIST, (_, tag: string, list: string) => tag + pairsOf(list).map((pair) => pair.split(' ').reverse().join(' ')).join(' ')),
	'CRS changed': (text, random) => {
		const crs = random.pick(CRS);
		return random.chance(0.5) ? text.replace(/srsName="[^"]*"/g, `srsName="${crs}"`) : replaced(text, /srsName="[^"]*"/g, random, () => `srsName="${crs}"`);
	},
	'dimension changed': (text, random) => text.replace(/srsDimension="\d"/g, '').replace(/<gml:posList/g, `<gml:posList srsDimension="${random.pick(['3', '0', '1', '-2', '1e9', 'x'])}"`),
	'geometry element renamed': (text, random) => {
		const [from, to] = [random.pick(GEOMETRY), random.pick(GEOMETRY)];
		return text.replaceAll(`gml:${from}>`, `gml:${to}>`).replaceAll(`gml:${from} `, `gml:${to} `);
	},
	'rings exchanged': (text) => text.replace(/gml:(exterior|interior)>/g, (_, name: string) => `gml:${name === 'exterior' ? 'interior' : 'exterior'}>`),
	'attributes without number': (text, random) => replaced(text, /<xplan:\w+/g, random, (tag) => tag + Array.from({ length: 10 ** random.below(5) }, (_, i) => ` a${i}="${i}"`).join('')),
	'namespaces without number': (text, random) => replaced(text, /<xplan:\w+/g, random, (tag) => tag + Array.from({ length: 10 ** random.below(4) }, (_, i) => ` xmlns:n${i}="urn:${i}"`).join('')),
	'namespace changed': (text, random) => text.replace(/xplangml\/\d\/\d/g, `xplangml/${random.pick(VERSIONS)}`),
	'ids all the same': (text) => text.replace(/gml:id="[^"]*"/g, 'gml:id="x"').replace(/href="[^"]*"/g, 'href="#x"'),
	'links to one': (text, random) => {
		const [, id] = random.pick([...text.matchAll(/gml:id="([^"]*)"/g)]) ?? [];
		return text.replace(/href="#[^"]*"/g, `href="#${id}"`);
	},
	'links shuffled': (text, random) => {
		const ids = [...text.matchAll(/gml:id="([^"]*)"/g)].map(([, id]) => id!);
		return ids.length === 0 ? text : text.replace(/href="#[^"]*"/g, () => `href="#${random.pick(ids)}"`);
	},
	'class changed': (text, random) => {
		const names = [...new Set([...text.matchAll(/<xplan:([A-Z]{2}_\w+)/g)].map(([, name]) => name!))];
		if (names.length === 0) return text;
		const [from, to] = [random.pick(names), random.pick([...names, 'BP_Plan', 'FP_Plan', 'BP_Bereich', 'XP_TextAbschnitt', 'XP_PPO', 'Unsinn'])];
		return text.replace(new RegExp(`xplan:${from}\\b`, 'g'), `xplan:${to}`);
	},
	'value changed': (text, random) => replaced(text, /(?<=>)[^<>\s][^<>]{0,40}(?=<)/g, random, () => random.pick([...NUMBERS, ...CRS, 'true', '2020-02-30', ' ', '\n\n'])),
	'value without end': (text, random) => replaced(text, /(?<=>)[^<>\s][^<>]{0,40}(?=<)/g, random, (value) => value.repeat(Math.ceil(10 ** random.below(7) / value.length))),
	'members repeated': (text, random) => replaced(text, /<gml:featureMember>[^]*?<\/gml:featureMember>/g, random, (member) => member.repeat(1 + random.below(60))),
	'members reversed': (text) => {
		const members = [...text.matchAll(/<gml:featureMember>[^]*?<\/gml:featureMember>/g)].map(([member]) => member).reverse();
		return text.replace(/<gml:featureMember>[^]*?<\/gml:featureMember>/g, () => members.pop()!);
	}
};

/** What mostly makes a document no longer one. */
export const FORM_MUTATIONS: Record<string, TextMutation> = {
	'tags swapped': (text, random) => {
		const tags = [...text.matchAll(TAG)];
		if (tags.length < 2) return text;
		const [a, b] = [random.pick(tags), random.pick(tags)].sort((x, y) => x.index - y.index) as [RegExpExecArray, RegExpExecArray];
		const between = text.slice(a.index + a[0].length, Math.max(b.index, a.index + a[0].length));
		return text.slice(0, a.index) + b[0] + between + a[0] + text.slice(b.index + b[0].length);
	},
	'tag removed': (text, random) => replaced(text, TAG, random, () => ''),
	'tag doubled': (text, random) => replaced(text, TAG, random, (tag) => tag + tag),
	'slice removed': (text, random) => {
		const [start, length] = [random.below(text.length), random.below(2000)];
		return text.slice(0, start) + text.slice(start + length);
	},
	'slice repeated': (text, random) => {
		const [start, length, times] = [random.below(text.length), random.below(3000), 1 + random.below(60)];
		return text.slice(0, start) + text.slice(start, start + length).repeat(times) + text.slice(start + length);
	},
	'cut off': (text, random) => text.slice(0, random.below(text.length)),
	'nested deeply': (text, random) => {
		const depth = random.pick([30, 90, 110, 1000, 20_000]);
		const name = random.pick(['gml:Surface', 'xplan:x', 'gml:MultiSurface', 'gml:CompositeCurve', 'gml:featureMember']);
		return inserted(text, random, `${`<${name}>`.repeat(depth)}1${`</${name}>`.repeat(random.chance(0.8) ? depth : depth - 1)}`);
	},
	'attribute repeated': (text, random) => replaced(text, /\s[\w:]+="[^"]*"/g, random, (attribute) => attribute.repeat(1 + random.below(4))),
	'ids strange': (text, random) => {
		const id = random.pick(['__proto__', 'constructor', 'ä b', '', '#', '%', 'x'.repeat(100_000), "'", '../../x']);
		return text.replace(/gml:id="[^"]*"/, `gml:id="${id}"`).replace(/href="#[^"]*"/, `href="#${id}"`);
	},
	'rubbish inserted': (text, random) => inserted(text, random, random.pick(RUBBISH)),
	'root changed': (text, random) => {
		const root = random.pick(['wfs:FeatureCollection', 'gml:FeatureCollection', 'xplan:XPlanAuszug', 'html', 'XPlanAuszug']);
		return text.replaceAll('xplan:XPlanAuszug', root).replace(root, `${root} xmlns:wfs="http://www.opengis.net/wfs/2.0"`);
	}
};

/** One of the matches, or in one of four cases each tenth, changed. */
function replaced(text: string, pattern: RegExp, random: Random, change: (match: string) => string): string {
	const matches = [...text.matchAll(pattern)];
	if (matches.length === 0) return text;
	const chosen = new Set([random.pick(matches)]);
	if (random.chance(0.25)) for (const match of matches) if (chosen.size < 50 && random.chance(0.1)) chosen.add(match);
	let result = '';
	let at = 0;
	for (const match of matches) {
		if (!chosen.has(match)) continue;
		result += text.slice(at, match.index) + change(match[0]);
		at = match.index + match[0].length;
	}
	return result + text.slice(at);
}

/** Somewhere: between two tags, or at any place. */
function inserted(text: string, random: Random, piece: string): string {
	const at = random.chance(0.7) ? text.indexOf('<', random.below(text.length)) : random.below(text.length);
	return at < 0 ? text + piece : text.slice(0, at) + piece + text.slice(at);
}

const pairsOf = (list: string): string[] => list.match(/\S+\s+\S+/g) ?? [];

function shuffled(list: string, random: Random): string {
	const pairs = pairsOf(list);
	for (let i = pairs.length - 1; i > 0; i--) {
		const other = random.below(i + 1);
		[pairs[i], pairs[other]] = [pairs[other]!, pairs[i]!];
	}
	return pairs.join(' ');
}

function places(list: string, count: number, random: Random): string {
	const pairs = pairsOf(list);
	return pairs.length === 0 ? list : Array.from({ length: 4 + random.below(20) }, (_, index) => pairs[index % count % pairs.length]).join(' ');
}

/** Points at random around the first one: nearly every edge crosses every other. */
function tangle(list: string, count: number, random: Random): string {
	const [east, north] = (pairsOf(list)[0] ?? '380000 5690000').split(/\s+/).map(Number) as [number, number];
	const pairs = Array.from({ length: count }, () => `${(east + random.next() * 300).toFixed(3)} ${(north + random.next() * 300).toFixed(3)}`);
	return [...pairs, pairs[0]].join(' ');
}

function spikes(list: string, random: Random): string {
	return pairsOf(list)
		.flatMap((pair) => {
			const [east, north] = pair.split(/\s+/).map(Number) as [number, number];
			return random.chance(0.3) ? [pair, `${east + random.pick([1e-9, 0.001, 5, 1e7])} ${north}`, pair] : [pair];
		})
		.join(' ');
}
