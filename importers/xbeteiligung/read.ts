import { headerShape } from './header.ts';
import { XBeteiligungError } from './errors.ts';
import type { Content, Message } from './model.ts';
import { CONTENTS } from './shapes.ts';
import { attribute, child, find, readTree, type Element } from './tree.ts';
import { FACTS, versionOf, type Version } from './versions.ts';

/**
 * Reads a message of any version.
 * @param bytes the XML document
 * @throws XBeteiligungError with the code of what is wrong; what could be read nevertheless (for the refusal) gives `peekMessage`
 */
export function readMessage(bytes: Uint8Array): Message {
	return messageOf(readTree(bytes));
}

function messageOf(root: Element): Message {
	const version = versionOf(root.uri);
	if (!version) {
		const message = `Der Namensraum „${root.uri.slice(0, 100)}“ ist nicht bekannt. Gelesen werden XBeteiligung 1.0, 1.2.1 und 1.3.`;
		throw new XBeteiligungError('unknown-namespace', message);
	}
	const code = codeOf(root, version);
	if (!code) throw new XBeteiligungError('unknown-message', `Die Nachricht „${root.local.slice(0, 100)}“ wird nicht verarbeitet.`);
	const header = headerShape(version).read(root, root.local, version) as Omit<Message, 'version' | 'code' | 'content' | 'product' | 'maker'>;
	const inside = child(root, 'nachrichteninhalt');
	if (!inside) throw new XBeteiligungError('missing', 'In der Nachricht fehlt die Angabe „nachrichteninhalt“.');
	const content = CONTENTS[code]!.read(inside, 'nachrichteninhalt', version) as Content;
	const productVersion = attribute(root, 'produktversion');
	return {
		version,
		code,
		...(header as unknown as { header: Pick<Message, 'uuid' | 'createdAt' | 'reader' | 'author'> }).header,
		product: attribute(root, 'produkt') ?? '',
		maker: attribute(root, 'produkthersteller') ?? '',
		...(productVersion === undefined ? {} : { productVersion }),
		content
	};
}

const codeOf = (root: Element, version: Version) => Object.entries(FACTS[version].elements).find(([, name]) => name === root.local)?.[0];

/** What could be found out of a message that `readMessage` refuses. */
export interface MessagePeek {
	version: Version | undefined;
	code: string | undefined;
	uuid: string | undefined;
	processId: string | undefined;
	planId: string | undefined;
	participationId: string | undefined;
	/** Name and identifier of its author, for the answer. */
	author: { id: string; name: string } | undefined;
	/** Why it is refused; null when it can be read. */
	error: XBeteiligungError | null;
	message: Message | null;
}

/** Reads what there is, for the receipt: a message that is refused is answered too. Never throws an XBeteiligungError. */
export function peekMessage(bytes: Uint8Array): MessagePeek {
	const peek: MessagePeek = {
		version: undefined,
		code: undefined,
		uuid: undefined,
		processId: undefined,
		planId: undefined,
		participationId: undefined,
		author: undefined,
		error: null,
		message: null
	};
	try {
		const root = readTree(bytes);
		const text = (name: string) => find(root, name)?.text.trim() || undefined;
		peek.version = versionOf(root.uri);
		peek.code = (peek.version && codeOf(root, peek.version)) ?? /\.(\d{4})$/.exec(root.local)?.[1];
		peek.uuid = text('nachrichtenUUID');
		peek.processId = text('vorgangsID');
		peek.planId = text('planID');
		peek.participationId = text('beteiligungsID');
		peek.message = messageOf(root);
		peek.author = { id: peek.message.author.id.code, name: peek.message.author.name };
	} catch (error) {
		if (!(error instanceof XBeteiligungError)) throw error;
		peek.error = error;
	}
	return peek;
}
