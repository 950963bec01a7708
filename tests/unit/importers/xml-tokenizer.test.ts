import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it, test, vi } from 'vitest';
import { XmlTokenizer } from '../../../importers/xplan/xml-tokenizer.ts';

/** What a parser tells of a document, neighbouring texts joined; null where it refuses it. */
type Told = unknown[] | null;

function collect() {
	const told: unknown[] = [];
	const text = (value: string) => {
		if (typeof told.at(-1) === 'string') told.push(told.pop() + value);
		else told.push(value);
	};
	return { told, text };
}

function ours(pieces: string[]): Told {
	const { told, text } = collect();
	let depth = 0;
	const parser = new XmlTokenizer({
		open: (uri, local, attributes) => {
			depth++;
			told.push([uri, local, Object.entries(attributes).map(([name, { uri: of, local: as, value }]) => [name, of, name === 'xmlns' ? '' : as, value])]);
		},
		text: (value) => depth > 0 && value !== '' && text(value),
		close: () => (depth--, told.push('/')),
		doctype: () => {
			throw new SyntaxError('doctype');
		},
		tooManyAttributes: () => {
			throw new SyntaxError('tooManyAttributes');
		},
		fail: (message) => {
			throw new SyntaxError(message);
		}
	}, 100);
	try {
		for (const piece of pieces) parser.write(piece);
		parser.end();
		return told;
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		return null;
	}
}

function theirs(pieces: string[]): Told {
	const { told, text } = collect();
	let depth = 0;
	const parser = new SaxesParser({ xmlns: true });
	parser.on('error', (error) => {
		throw new SyntaxError(error.message);
	});
	parser.on('doctype', () => {
		throw new SyntaxError('doctype');
	});
	parser.on('opentag', (tag) => {
		depth++;
		told.push([tag.uri, tag.local, Object.entries(tag.attributes).map(([name, { uri, local, value }]) => [name, uri, name === 'xmlns' ? '' : local, value])]);
	});
	parser.on('text', (value) => depth > 0 && value !== '' && text(value));
	parser.on('cdata', (value) => depth > 0 && value !== '' && text(value));
	parser.on('closetag', () => (depth--, told.push('/')));
	try {
		for (const piece of pieces) parser.write(piece);
		parser.close();
		return told;
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		return null;
	}
}

const OPENING = ['<a>', '<p:b>', '<a x="1">', "<a x='>' y = \"2\"\n>", '<a p:x="1" x="2">', '<a p:x="1" q:x="2">', '<c xmlns="v">', '<a xmlns:p="v" p:z="&lt;&#9;\t">'];
const SINGLE = ['<a/>', '<p:b />', '<a x="ä&amp;&#x1F600;"/>', ' ', '\n', '\r\n', '\r', 'text', 'ä😀', '&amp;', '&#65;', '<!-- c -->', '<![CDATA[<&]]>', '<![CDATA[]]>', '<?pi x?>', '1 2\n3'];
const BROKEN = ['<', '>', '&', '"', "'", '=', '/', ']]>', '--', '<a x=1>', '<a x="1"y="2">', '<a x="<">', '<a x="1" x="2">', '<1>', '<a:>', '<:a>', '<a:b:c>', '<u:a>', '<a u:x="1">', '<a xmlns:p="">'].concat(
	['&nbsp;', '&#0;', '&#xD800;', '&amp', '\u0001', '\uFFFE', '<!- c -->', '<!-- a -- b -->', '<!-->', '<?xml version="1.0"?>', '<?XML ?>', '<? x?>', '<!DOCTYPE a>', '<![CDATA[', '</a', '</b >', '<a ', '<xmlns:a>', '<a xmlns:xml="v">']
);

/** Mostly well-formed content: elements with content, and now and then something broken. */
const content = fc.letrec<{ node: string; list: string }>((tie) => ({
	node: fc.oneof(
		{ depthSize: 'small' },
		{ weight: 6, arbitrary: fc.constantFrom(...SINGLE) },
		{
			weight: 4,
			arbitrary: fc.tuple(fc.constantFrom(...OPENING), tie('list')).map(([open, inside]) => `${open}${inside}</${/^<([^\s>]+)/.exec(open)![1]}>`)
		},
		{ weight: 1, arbitrary: fc.constantFrom(...BROKEN) }
	),
	list: fc.array(tie('node'), { maxLength: 5 }).map((nodes) => nodes.join(''))
})).list;
const prolog = fc.constantFrom('', '', '', '<?xml version="1.0" encoding="UTF-8"?>\n', '\uFEFF', '<!-- c -->', ' ', 'x', ' <?xml version="1.0"?>', '<?xml version="2.0"?>', '<?xml encoding="UTF-8"?>');
const document = fc
	.tuple(prolog, content, fc.constantFrom('', '', '\n', '<!-- c -->', 'x', '<a/>', '</r>'))
	.map(([before, inside, after]) => `${before}<r xmlns:p="u" xmlns:q="u">${inside}</r>${after}`);

/** Cut anywhere but inside a surrogate pair, as the decoder does. */
const pieces = fc.tuple(document, fc.array(fc.nat(400), { maxLength: 6 })).map(([text, cuts]) => {
	const at = [0, ...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length];
	return at.slice(1).map((end, index) => text.slice(at[index], end)).reduce<string[]>((list, piece) => {
		const last = list.at(-1);
		if (last && /[\uD800-\uDBFF]$/.test(last)) list[list.length - 1] = last + piece;
		else list.push(piece);
		return list;
	}, []);
});

describe('XmlTokenizer', () => {
	it('tells and refuses the same as saxes', () => {
		fc.assert(
			fc.property(pieces, (parts) => {
				expect(ours(parts)).toEqual(theirs(parts));
			}),
			{ numRuns: 5000 }
		);
	});

	it('reads every cut of a document the same', () => {
		const text = '<?xml version="1.0"?>\r\n<!-- c --><r xmlns="u" a=\'">\'>x &amp; y\r<![CDATA[]]]]><![CDATA[>]]><p:s xmlns:p="v" p:b="1"/>😀</r>\n';
		const whole = ours([text]);
		expect(whole).not.toBeNull();
		for (let cut = 1; cut < text.length; cut++) {
			if (/[\uD800-\uDBFF]/.test(text[cut - 1]!)) continue;
			expect(ours([text.slice(0, cut), text.slice(cut)]), String(cut)).toEqual(whole);
		}
		expect(ours([...text])).toEqual(whole);
	});

	test.each(BROKEN.filter((part) => !['>', '"', "'", '=', '/', '--'].includes(part)))('refuses %j', (part) => {
		expect(ours([`<r>${part}</r>`])).toBeNull();
	});

	it('refuses half a character, which saxes lets pass', () => {
		expect(ours(['<r>\uD800 </r>'])).toBeNull();
	});

	it('counts lines', () => {
		const lines: number[] = [];
		const fail = (message: string) => {
			throw new Error(message);
		};
		const nothing = () => {};
		const events = { open: (_uri: string, _local: string, _attributes: unknown, line: number) => lines.push(line), text: nothing, close: nothing, doctype: nothing };
		const parser = new XmlTokenizer({ ...events, tooManyAttributes: nothing, fail }, 100);
		for (const piece of ['<r>\n\n<a x="\n"/>\r', '\n<b\n/>text\n', '\n<c/>', '</r>']) parser.write(piece);
		parser.end();
		expect(lines).toEqual([1, 3, 5, 8]);
		expect(parser.line).toBe(8);
	});
});

it('tells many attributes apart as saxes does, two prefixes of one namespace too', () => {
	const many = (last: string) =>
		`<a xmlns:p="urn:x" xmlns:q="urn:x" ${Array.from({ length: 40 }, (_, i) => `p:n${i}="${i}"`).join(' ')} ${last}="1"/>`;
	for (const last of ['q:n40', 'n7', 'q:n7', 'p:n7']) expect(ours([many(last)]), last).toEqual(theirs([many(last)]));
	expect(ours([many('q:n7')])).toBeNull();
});

test.each([
	['a comment', '<r><!-- ', '- x', ' --></r>'],
	['a tag', '<r ', 'a="x" ', 'b="1"/>'],
	['a name', '<r', 'r', '/>'],
	['CDATA', '<r><![CDATA[', ']] ', ']]></r>'],
	['an instruction', '<r><?a ', '? ', '?></r>']
])('does not search %s that comes in many pieces again with each of them', (_, begin, middle, end) => {
	const searched: number[] = [];
	const { indexOf, charCodeAt } = String.prototype;
	const spies = [
		vi.spyOn(String.prototype, 'indexOf').mockImplementation(function (this: string, ...args) {
			const found = indexOf.apply(this, args);
			searched.push((found < 0 ? this.length : found) - (args[1] ?? 0));
			return found;
		}),
		vi.spyOn(String.prototype, 'charCodeAt').mockImplementation(function (this: string, at) {
			searched.push(1);
			return charCodeAt.call(this, at);
		})
	];
	try {
		ours([begin, ...Array.from({ length: 2000 }, () => middle), end]);
	} finally {
		for (const spy of spies) spy.mockRestore();
	}
	const length = begin.length + 2000 * middle.length + end.length;
	expect(searched.reduce((sum, each) => sum + each, 0)).toBeLessThan(12 * length);
});
