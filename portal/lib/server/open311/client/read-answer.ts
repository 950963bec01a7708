import { SaxesParser } from 'saxes';

/** Records of an answer as the other side wrote them: texts, numbers, nested objects. An empty element is null. */
export type ForeignRecord = Record<string, unknown>;

/** What can be wrong with an answer is its sender's: it is read again next time. */
export class AnswerError extends Error {
	constructor(message: string, options?: { cause?: unknown }) {
		super(message, options);
		this.name = 'AnswerError';
	}
}

/**
 * Reads a list in either form, whatever the name of the file said.
 * JSON: bare or wrapped (`{"service_requests": [...]}`, also with `request` inside), one object alone, codes with leading zeros as in the
 * specification's own samples. XML: elements of that name at any depth, with or without namespace.
 * @param item `request`, `service`, `request_update`, `error`
 * @throws AnswerError
 */
export function readRecords(body: Buffer, item: string): ForeignRecord[] {
	const text = body.toString('utf8').replace(/^\uFEFF/, '').trim();
	if (text.startsWith('<')) return readXml(text, item);
	if (text === '') return [];
	return unwrap(parseJson(text), item) ?? [];
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (cause) {
		try {
			return JSON.parse(text.replace(/(":\s*)(0\d+)(?=\s*[,}\]])/g, '$1"$2"'));
		} catch {
			throw new AnswerError('Die Antwort ist weder JSON noch XML.', { cause });
		}
	}
}

const isObject = (value: unknown): value is ForeignRecord => typeof value === 'object' && value !== null && !Array.isArray(value);

function unwrap(value: unknown, item: string): ForeignRecord[] | null {
	if (Array.isArray(value)) return value.flatMap((each) => (isObject(each) && isObject(each[item]) ? [each[item]] : isObject(each) ? [each] : []));
	if (!isObject(value)) return null;
	const wrapped = Object.entries(value).find(([name, inner]) => Array.isArray(inner) && /^(service_)?(requests|request_updates|services|errors)$|^(request|service|request_update|error)$/.test(name));
	if (wrapped) return unwrap(wrapped[1], item);
	const [only, ...others] = Object.values(value);
	if (others.length === 0 && isObject(only)) return unwrap(only, item);
	return Object.keys(value).length > 0 ? [value] : [];
}

interface Element {
	name: string;
	text: string;
	children: Element[];
}

function readXml(text: string, item: string): ForeignRecord[] {
	const root: Element = { name: '', text: '', children: [] };
	const open = [root];
	const parser = new SaxesParser();
	parser.on('error', (cause) => {
		throw new AnswerError('Die Antwort ist kein gültiges XML.', { cause });
	});
	parser.on('opentag', ({ name }) => {
		const element = { name: name.replace(/^.*:/, ''), text: '', children: [] };
		open.at(-1)!.children.push(element);
		open.push(element);
	});
	parser.on('text', (part) => void (open.at(-1)!.text += part));
	parser.on('cdata', (part) => void (open.at(-1)!.text += part));
	parser.on('closetag', () => void open.pop());
	parser.write(text).close();
	const found: ForeignRecord[] = [];
	(function look(element: Element): void {
		for (const child of element.children) {
			if (child.name !== item) look(child);
			else if (child.children.length > 0) found.push(valueOf(child) as ForeignRecord);
		}
	})(root);
	return found;
}

function valueOf(element: Element): unknown {
	if (element.children.length === 0) return element.text.trim() || null;
	return Object.fromEntries(element.children.map((child) => [child.name, valueOf(child)]));
}
