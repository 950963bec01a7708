import { code, field, instant, line, sequence, string, text, uuid, type Shape } from './shape.ts';
import { reach } from './shapes.ts';
import type { Element } from './tree.ts';
import { FACTS, type Version } from './versions.ts';

const directoryCode = code('urn:xoev-de:kosit:codeliste:verzeichnisdienst', '3', { nameless: true });

/** A text where another version has a code: `{code: text}`. */
const asCode: Shape = {
	read: (element: Element) => ({ code: element.text.trim() }),
	write: (value, path, version) => line.write((value as { code: string }).code, path, version)
};

const party = sequence([
	field('directory', 'verzeichnisdienst', directoryCode, { space: 'beh' }),
	field('id', 'kennung', asCode, { space: 'beh' }),
	field('name', 'name', text, { space: 'beh' }),
	field('reach', 'erreichbarkeit', reach('kom'), { optional: true, many: true, space: 'kom' })
]);

const plain = { space: '' } as const;
const plainOptional = { space: '', optional: true } as const;
const dvdv = (name: string) => code(`urn:xoev-de:bund:bmi:bit:codeliste:dvdv.${name}`, '1');
const postalAddress = sequence(
	[
		field(
			'building',
			'gebaeude',
			sequence([
				field('houseNumber', 'hausnummer', string, plainOptional),
				field('postcode', 'postleitzahl', text, plain),
				field('street', 'strasse', text, plain),
				field('town', 'wohnort', text, plain)
			]),
			plainOptional
		),
		field(
			'box',
			'postfach',
			sequence([field('box', 'postfach', text, plainOptional), field('town', 'wohnort', text, plain), field('postcode', 'postleitzahl', text, plain)]),
			plainOptional
		)
	],
	{ one: true }
);
/** The authority of XInneres: prefix and key make its identifier. */
const firstKey = sequence([field('directory', 'praefix', dvdv('praefix'), plain), field('id', 'kennung', dvdv('behoerdenschluessel'), plain)]);
const firstParty = (author: boolean): Shape => {
	const reachable = field('reach', 'erreichbarkeit', firstReach, { optional: !author, many: true, space: '' });
	const parts = sequence([
		field('key', 'behoerdenkennung', firstKey, plain),
		reachable,
		field('address', 'anschrift', postalAddress, { optional: !author, space: '' }),
		field('name', 'behoerdenname', text, plain)
	]);
	return {
		read(element, path, version) {
			const { key, ...rest } = parts.read(element, path, version) as { key: object };
			return { ...key, ...rest };
		},
		write(value, path, version) {
			const { directory, id, ...rest } = value as { directory: unknown; id: unknown };
			return parts.write({ key: { directory, id }, ...rest }, path, version);
		}
	};
};
const firstReach = sequence([
	field('channel', 'kanal', code('urn:de:xoev:codeliste:erreichbarkeit', '1', { fixed: true }), plain),
	field('value', 'kennung', line, plain),
	field('note', 'zusatz', text, plainOptional)
]);

/** Header of a message, as the only field `header` of its root element. */
export function headerShape(version: Version): Shape {
	const space = version === '1.0' ? '' : 'g2g';
	const identification = sequence([
		field('uuid', 'nachrichtenUUID', uuid, { space }),
		// What a message is says its element: senders were seen with an old code here, which is not repeated.
		field('type', 'nachrichtentyp', code('urn:xoev-de:xleitstelle:codeliste:xbeteiligung-nachrichten', FACTS[version].listVersion, { fixed: true }), { space }),
		field('createdAt', 'erstellungszeitpunkt', instant, { space })
	]);
	const header = sequence([
		field('identification', 'identifikation.nachricht', identification, { space }),
		field('reader', 'leser', version === '1.0' ? firstParty(false) : party, { space }),
		field('author', 'autor', version === '1.0' ? firstParty(true) : party, { space })
	]);
	const flat: Shape = {
		read(element, path, of) {
			const { identification: found, reader, author } = header.read(element, path, of) as Record<string, Record<string, unknown>>;
			return { uuid: found!.uuid, createdAt: found!.createdAt, reader, author };
		},
		write(value, path, of) {
			const { uuid: own, createdAt, type, reader, author } = value as Record<string, unknown>;
			return header.write({ identification: { uuid: own, type, createdAt }, reader, author }, path, of);
		}
	};
	return sequence([field('header', version === '1.0' ? 'nachrichtenkopf' : 'nachrichtenkopf.g2g', flat, { space })]);
}
