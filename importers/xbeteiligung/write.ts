import { xmlAttribute } from '../xplan/writer/xml-text.ts';
import { cleanLine } from './din-91379.ts';
import { XBeteiligungError } from './errors.ts';
import { headerShape } from './header.ts';
import type { Message } from './model.ts';
import { writeElement } from './shape.ts';
import { CONTENTS } from './shapes.ts';
import { MAX_MESSAGE_BYTES } from './tree.ts';
import { FACTS } from './versions.ts';

const HEADER_NAMESPACES = {
	g2g: 'http://xoev.de/schemata/basisnachricht/g2g/1_1',
	beh: 'http://xoev.de/schemata/basisnachricht/behoerde/1_1',
	kom: 'http://xoev.de/schemata/basisnachricht/kommunikation/1_1'
};

/**
 * Writes a message of its version. Texts are cleaned for DIN 91379; a part that a version does not have (geometry and persons as authors in
 * 1.0) is left out.
 * @throws XBeteiligungError `not-in-version` (1.0 has no 045x, 0750), `missing`, `invalid-value`, `too-large`
 */
export function writeMessage(message: Message): string {
	const { version, code } = message;
	const facts = FACTS[version];
	const name = facts.elements[code];
	if (name === undefined) throw new XBeteiligungError('not-in-version', `Die Nachricht ${code} gibt es in XBeteiligung ${version} nicht.`);
	const header = { uuid: message.uuid, createdAt: message.createdAt, reader: message.reader, author: message.author, type: { code, name } };
	const [, head] = headerShape(version).write({ header }, name, version);
	const content = writeElement('x', 'nachrichteninhalt', CONTENTS[code]!.write(message.content, 'nachrichteninhalt', version));
	let attributes = xmlAttribute('xmlns:x', facts.namespace);
	if (version !== '1.0') for (const [prefix, uri] of Object.entries(HEADER_NAMESPACES)) attributes += xmlAttribute(`xmlns:${prefix}`, uri);
	if (content.includes('gml:')) attributes += xmlAttribute('xmlns:gml', 'http://www.opengis.net/gml/3.2');
	attributes += xmlAttribute('produkt', cleanLine(message.product)) + xmlAttribute('produkthersteller', cleanLine(message.maker));
	if (message.productVersion !== undefined) attributes += xmlAttribute('produktversion', cleanLine(message.productVersion));
	attributes += xmlAttribute('standard', 'XBeteiligung') + xmlAttribute('version', facts.attribute);
	const xml = `<?xml version="1.0" encoding="UTF-8"?>\n${writeElement('x', name, [attributes, head + content])}\n`;
	if (xml.length > MAX_MESSAGE_BYTES || new TextEncoder().encode(xml).length > MAX_MESSAGE_BYTES)
		throw new XBeteiligungError('too-large', 'Die Nachricht würde größer als 128 MB. Unterlagen müssen als Link übermittelt werden.');
	return xml;
}
