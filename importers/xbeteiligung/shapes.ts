import { placeShape } from './places.ts';
import { base64, code, count, date, day, field, id, line, positive, sequence, string, text, token, truth, uri, yes, type Shape } from './shape.ts';
import type { Version } from './versions.ts';

/** Types of the schemas (baukasten, XBau-Kernmodul), in their order. Elements of XBau have no namespace. */
const LATER: readonly Version[] = ['1.2.1', '1.3'];
const FIRST: readonly Version[] = ['1.0'];
const optional = { optional: true } as const;
const many = { optional: true, many: true } as const;
const plain = { space: '' } as const;
const plainOptional = { space: '', optional: true } as const;
const plainMany = { space: '', optional: true, many: true } as const;

const own = (name: string) => `urn:xoev-de:xleitstelle:codeliste:${name}`;
const stepCode = code(own('verfahrensschrittkommunal'), '1');
const partStepCode = code(own('verfahrensteilschritt'), '1', { nameless: true });
const planKindCode = code(own('planartkommunal'), '1');
const documentCode = code(own('verfahrensunterlagetyp'), '1');
const procedureKindCode = code(own('verfahrensartkommunal'), '1.0', { fixed: true });
/** The schema of 1.0 names the list of Raumordnung here. */
const firstProcedureKindCode = code(own('verfahrensartraumordnung'), '1.0', { fixed: true, values: ['1000', '2000', '3000', '4000', '5000', '6000'] });
const listed = (name: string, values: string[]) => code(own(name), '1.0', { fixed: true, values });
const faultCode = listed('fehlerart', ['1000', '2000', '3000']);
const mediaTypeCode = code('urn:xoev-de:xbau:codeliste:xbau-mimetypes', '1', { nameless: true });
const reachCode = code('urn:de:xoev:codeliste:erreichbarkeit', '3', { nameless: true });
const countryCode = code('urn:de:bund:destatis:bevoelkerungsstatistik:schluessel:staatsgebiete', '1', { nameless: true });
const informalCode = (of: string) => code(own(of), '1', { named: true });

export const period = sequence([field('begin', 'beginn', date, optional), field('end', 'ende', date, optional), field('note', 'zusatz', text, optional)]);

const generalName = sequence([field('name', 'name', text, plainOptional), field('absent', 'nichtVorhanden', truth, plainOptional)]);
const personName = sequence([
	field('title', 'titel', text, plainOptional),
	field('salutation', 'anrede', text, plainOptional),
	field('family', 'familienname', generalName, plain),
	field('given', 'vorname', generalName, plain)
]);
const address = sequence([
	field('street', 'strasse', text, plainOptional),
	field('houseNumber', 'hausnummer', text, plainOptional),
	field('streetAndNumber', 'strasseHausnummer', text, plainOptional),
	field('box', 'postfach', text, plainOptional),
	field('postcode', 'postleitzahl', text, plainOptional),
	field('town', 'ort', text, plainOptional),
	field('district', 'ortsteil', text, plainOptional),
	field('landlord', 'wohnungsgeber', text, plainOptional),
	field('note', 'zusatz', text, plainOptional),
	field('country', 'staat', sequence([field('code', 'staat', countryCode, plain)]), plainOptional)
]);
const contact = sequence([
	field('channel', 'kanal', reachCode, plainOptional),
	field('value', 'kennung', text, plainOptional),
	field('official', 'istDienstlich', truth, plainOptional),
	field('note', 'zusatz', text, plainOptional)
]);
const contactPerson = sequence([
	field('name', 'name', personName, plain),
	field('role', 'funktion', text, plainOptional),
	field('contacts', 'kommunikation', contact, plainMany)
]);
const organisation = sequence([
	field('id', 'id', token, plainOptional),
	field('name', 'name', sequence([field('name', 'name', text, plain), field('short', 'kurzbezeichnung', text, plainOptional)]), plain),
	field('addresses', 'anschrift', address, plainMany),
	field('contacts', 'kommunikation', contact, plainMany),
	field('representatives', 'vertreter', personName, plainMany),
	field('contactPersons', 'ansprechpartner', contactPerson, plainMany)
]);
const role = (list: string) =>
	sequence([field('code', 'code', listed(list, ['1000']), optional), field('text', 'nichtgelisteterWert', text, optional)], { one: true });
const otherActor = (list: string) => sequence([field('actor', 'akteur', organisation), field('role', 'rolle', role(list))]);
const actors = sequence([
	field('initiator', 'veranlasser', organisation),
	field('others', 'weitereAkteure', otherActor('akteurrolle'), { ...many, versions: FIRST }),
	field('others', 'weitereAkteure', otherActor('rolle'), { ...many, versions: LATER })
]);

const fileOf = sequence([field('id', 'dokumentid', token, plain), field('name', 'dateiname', text, plain)], {
	attributes: [
		['size', 'filesize'],
		['hash', 'hashValue']
	]
});
const source = sequence(
	[
		field('file', 'anhang', fileOf, optional),
		field('inline', 'dokument', base64, { ...optional, versions: FIRST }),
		field('link', 'uriVerlinkung', uri, optional)
	],
	{ one: true }
);
const attachment = sequence([
	field('title', 'bezeichnung', text, plainOptional),
	field('version', 'versionsnummer', positive, { ...plainOptional, versions: FIRST }),
	field('version', 'versionsnummer', text, { ...plainOptional, versions: LATER }),
	field('date', 'datum', date, plainOptional),
	field('kind', 'anlageart', documentCode, plainOptional),
	field('mediaType', 'mimeType', mediaTypeCode, plain),
	field('source', 'anhangOderVerlinkung', source, plainOptional),
	field('document', 'dokument', base64, { ...optional, versions: LATER })
]);
const attachmentLink = sequence([
	field('title', 'bezeichnung', text, plainOptional),
	field('version', 'versionsnummer', positive, plainOptional),
	field('date', 'datum', date, plainOptional),
	field('kind', 'anlageart', documentCode, plainOptional),
	field('link', 'link', uri, plain)
]);
const listOf = (shape: Shape) => sequence([field('items', 'anlage', shape, { space: '', many: true })]);
const attachments = listOf(attachment);

function round(track: 'Oeffentlichkeit' | 'TOEB'): Shape {
	const kind = sequence(
		[
			field('formal', `beteiligungKommunalFormal${track}`, stepCode, optional),
			field('informal', `beteiligungKommunalInformell${track}`, informalCode(`beteiligungkommunalinformell${track.toLowerCase()}`), optional)
		],
		{ one: true }
	);
	return sequence([
		field('id', 'beteiligungsID', text, { versions: FIRST }),
		field('id', 'beteiligungsID', text, { ...optional, versions: LATER }),
		field('partStep', 'verfahrensteilschrittKommunal', partStepCode, { ...optional, versions: ['1.2.1'] }),
		field('iteration', 'durchgang', positive),
		field('notice', 'bekanntmachung', day),
		field('news', 'aktuelleMitteilung', string, many),
		field('period', 'zeitraum', period),
		field('attachments', 'anlagen', attachments, many),
		field('kind', `beteiligungKommunal${track}Art`, kind),
		field('publication', 'veroeffentlichungszeitraum', period, optional)
	]);
}

export const participation = sequence([
	field('actors', 'akteurVorhaben', actors),
	field('planId', 'planID', id),
	field('planName', 'planname', text),
	field('workingTitle', 'arbeitstitel', text, optional),
	field('planKind', 'planartKommunal', planKindCode, optional),
	field('step', 'verfahrensschrittKommunal', stepCode),
	field('iteration', 'durchgang', positive, { ...optional, versions: ['1.2.1'] }),
	field('procedureKind', 'verfahrensartKommunal', firstProcedureKindCode, { ...optional, versions: FIRST }),
	field('procedureKind', 'verfahrensartKommunal', procedureKindCode, { ...optional, versions: LATER }),
	field('occasion', 'beschreibungPlanungsanlass', text, optional),
	field('mapUrl', 'flaechenabgrenzungUrl', uri, optional),
	field('area', 'geltungsbereich', text),
	field('place', 'raeumlicheBeschreibung', text),
	field('url', 'beteiligungURL', uri, optional),
	field('public', 'beteiligungOeffentlichkeit', round('Oeffentlichkeit'), optional),
	field('toeb', 'beteiligungTOEB', round('TOEB'), optional)
]);

export const information = sequence([
	field('actors', 'akteurVorhaben', actors),
	field('planId', 'planID', id),
	field('planName', 'planname', text),
	field('workingTitle', 'arbeitstitel', text, optional),
	field('planKind', 'planart', planKindCode, optional),
	field('procedureKind', 'verfahrensart', procedureKindCode, optional),
	field('occasion', 'beschreibungPlanungsanlass', text, optional),
	field('step', 'verfahrensschritt', stepCode),
	field('iteration', 'durchgang', positive),
	field('mapUrl', 'flaechenabgrenzungUrl', uri, optional),
	field('area', 'geltungsbereich', text),
	field('place', 'raeumlicheBeschreibung', text),
	field('notice', 'bekanntmachung', day),
	field('news', 'aktuelleMitteilung', string, many),
	field('period', 'zeitraum', period, optional),
	field('publication', 'veroeffentlichungszeitraum', period, optional),
	field('url', 'beteiligungURL', uri, optional),
	field('attachments', 'anlagen', listOf(attachmentLink), many)
]);

const assignment = sequence([
	field('id', 'zuordnungID', token),
	field('subject', 'zuordnungCode', code(own('zuordnung'), '1.0', { fixed: true }), optional),
	field('from', 'vonCharNr', count, optional),
	field('to', 'bisCharNr', count, optional)
]);
const author = sequence([
	field('private', 'privatperson', yes, optional),
	field('name', 'name', personName),
	field('organisation', 'organisation', sequence([field('name', 'name', string), field('unit', 'organisationseinheit', string, optional)]), optional),
	field('address', 'anschrift', address, optional),
	field('contacts', 'kommunikation', contact, many)
]);
export const statement = sequence([
	field('id', 'stellungnahmeID', id),
	field('planId', 'planID', id),
	field('participationId', 'beteiligungsID', id),
	field('status', 'status', listed('statusderstellungnahme', ['1000', '2000', '3000', '4000'])),
	field('organisation', 'verfasser', organisation, { ...optional, versions: FIRST }),
	field('author', 'verfasser', author, { ...optional, versions: LATER }),
	field('title', 'titel', text, optional),
	field('text', 'beschreibung', text, optional),
	field('iteration', 'durchgang', positive, { versions: LATER }),
	field('date', 'datum', date, optional),
	field('kind', 'artDerStellungnahme', listed('artderstellungnahme', ['1000', '2000', '9999']), { ...optional, versions: LATER }),
	field('answerBy', 'artDerRueckmeldung', listed('artderrueckmeldung', ['1000', '2000']), { ...optional, versions: LATER }),
	// The other two of the choice belong to Planfeststellung and Raumordnung.
	field('stepKommunal', 'verfahrensschrittKommunal', stepCode, { versions: LATER }),
	field('partStep', 'verfahrensteilschritt', partStepCode, { versions: LATER }),
	field('assignments', 'zuordnung', assignment, many),
	field('places', 'georeferenzierung', placeShape, { ...many, versions: LATER }),
	field('priority', 'prioritaet', listed('prioritaetderstellungnahme', ['10', '20', '99']), { ...optional, versions: FIRST }),
	field('priority', 'prioritaet', listed('prioritaetderstellungnahme', ['1', '2', '3']), { ...optional, versions: LATER }),
	field('proposal', 'abwaegungsvorschlag', listed('abwaegungsvorschlag', ['1000', '2000', '3000', '4000', '5000']), optional),
	field('keywords', 'schlagwort', text, many),
	field('attachments', 'anlagen', attachments, many)
]);

const fault = sequence([field('text', 'beschreibung', text), field('kind', 'art', faultCode, optional)]);
const faultyDocument = (idElement: string) =>
	sequence([field('text', 'fehlerbeschreibung', text), field('documentId', idElement, token), field('kind', 'art', faultCode, optional)]);

const processId = field('processId', 'vorgangsID', id);
const planId = field('planId', 'planID', id);
const participationId = field('participationId', 'beteiligungsID', id);
const statementId = field('statementId', 'stellungnahmeID', id);
const faults = field('errors', 'fehler', fault, many);
const ok = sequence([processId, planId, participationId]);
const refusal = [
	processId,
	planId,
	faults,
	field('faultyDocuments', 'fehlerhafteUnterlagen', faultyDocument('fileID'), { ...many, versions: FIRST }),
	field('faultyDocuments', 'fehlerhafteUnterlagen', faultyDocument('dokumentID'), { ...many, versions: LATER })
];
const withParticipation = sequence([processId, field('participation', 'beteiligung', participation)]);
const withInformation = sequence([processId, field('information', 'beteiligung', information)]);
const removal = sequence([processId, participationId, planId]);
const statementOk = sequence([processId, statementId]);
const statementRefusal = sequence([processId, statementId, faults]);

/** What is inside `nachrichteninhalt`, by the code of the message. */
export const CONTENTS: Record<string, Shape> = {
	'0401': withParticipation,
	'0402': withParticipation,
	'0409': removal,
	'0411': ok,
	'0412': ok,
	'0419': ok,
	'0421': sequence(refusal),
	'0422': sequence([...refusal, participationId]),
	'0429': sequence([...refusal, participationId]),
	'0451': withInformation,
	'0452': withInformation,
	'0459': removal,
	'0461': ok,
	'0462': ok,
	'0469': ok,
	'0471': sequence(refusal),
	'0472': sequence(refusal),
	'0479': sequence(refusal),
	'0701': sequence([processId, field('statement', 'stellungnahme', statement, optional)]),
	'0702': sequence([processId, field('statement', 'stellungnahme', statement)]),
	'0709': sequence([processId, statementId, planId]),
	'0711': statementOk,
	'0712': statementOk,
	'0719': statementOk,
	'0721': statementRefusal,
	'0722': statementRefusal,
	'0729': statementRefusal,
	'0750': sequence([
		processId,
		field('invitation', 'beteiligung', sequence([field('kommunal', 'kommunal', participation)])),
		field('legalConsequences', 'rechtsfolgen', text, optional)
	]),
	'0760': ok,
	'0770': sequence(refusal)
};

/** Contact of the party of a message, for the header. */
export const reach = (space: '' | 'kom') =>
	sequence([field('channel', 'kanal', reachCode, { space }), field('value', 'kennung', line, { space }), field('note', 'zusatz', text, { optional: true, space })]);
