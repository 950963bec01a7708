import type { ApiPart, MediaTypes, Operation, Parameter, Schema } from '../api/openapi-types.ts';
import { open311Schemas } from './open311-schemas.ts';

const text = (description: string): Schema => ({ type: 'string', description });
const query = (name: string, description: string, schema: Schema = { type: 'string' }, example?: unknown): Parameter => ({
	name, in: 'query', description, schema, ...(example === undefined ? {} : { example })
});
const list = (name: string): Schema => ({ type: 'array', items: { $ref: `#/components/schemas/${name}` } });
const content = (schema: Schema): MediaTypes => ({ 'application/json': { schema }, 'text/xml': { schema: { type: 'string' } } });
const error = (description: string) => ({ description, content: content(list('Open311Error')) });

const FORMAT: Parameter = { name: 'format', in: 'path', required: true, description: 'Form der Antwort', schema: { type: 'string', enum: ['xml', 'json'] } };
const JURISDICTION = query('jurisdiction_id', 'Kurzadresse der Kommune oder der Name, den sie sich gegeben hat. Entfällt, wenn nur eine Meldungen annimmt, und unter /<Kommune>/open311/v2');
const PAGES = [
	query('page', 'Seite, ab 1. Älteste zuerst: Neues kommt hinten dazu und verschiebt nichts. Eine Seite hinter dem Ende ist leer', { type: 'integer', minimum: 1, default: 1 }),
	query('page_size', 'Einträge je Seite; größere Werte gelten als 1000', { type: 'integer', minimum: 1, maximum: 1000, default: 1000 }),
	query('cursor', 'Ende der Seite davor, aus dem Kopf Link (rel="next"). So kommt jeder Eintrag genau einmal, auch wenn sich inzwischen etwas ändert')
];
const EXTENSIONS = query('extensions', 'true: extended_attributes und notes (Verlauf) dazu', { type: 'boolean', default: false });
const HEADERS = 'Die Köpfe X-Total-Count (auch X-Result-Count), X-Page-Count, X-Page und X-Page-Size nennen den Umfang, Link die nächste Seite.';

function operation(operationId: string, summary: string, description: string, parameters: Parameter[], answer: Schema, more: Partial<Operation> = {}): Operation {
	return {
		operationId,
		tags: ['Open311'],
		summary,
		description,
		parameters: [FORMAT, JURISDICTION, ...parameters],
		...more,
		responses: {
			200: { description: 'Die Antwort; XML hat dieselben Namen', content: content(answer) },
			400: error('Etwas fehlt oder ist falsch; jeder Eintrag nennt das Feld'),
			404: error('Kommune, Service, Meldung oder Token gibt es nicht'),
			...more.responses
		}
	};
}

const form = (properties: Record<string, Schema>, required: string[], description: string): Operation['requestBody'] => {
	const schema = { type: 'object', required, properties };
	return { required: true, description, content: { 'application/x-www-form-urlencoded': { schema }, 'multipart/form-data': { schema } } };
};
const KEY = text('Schlüssel; statt dessen auch in der Adresse oder im Kopf X-Api-Key');
const REFUSED = { 403: error('api_key fehlt, ist ungültig oder erlaubt das nicht'), 429: error('Zu viele Aufrufe in dieser Stunde') };

/** Describes Open311 (GeoReport v2) with the extensions that the portal knows. */
export function open311Api(): ApiPart {
	return {
		tag: { name: 'Open311', description: 'GeoReport v2: Meldungen lesen und schreiben. Fehler haben hier die Form der Spezifikation: eine Liste aus code und description.' },
		schemas: open311Schemas,
		paths: {
			'/open311/discovery.{format}': {
				get: { ...operation('open311Discovery', 'Endpunkte', 'Service Discovery der Spezifikation.', [], { $ref: '#/components/schemas/Open311Discovery' }), parameters: [FORMAT] }
			},
			'/open311/v2/services.{format}': { get: operation('open311Services', 'Kategorien', 'Was gemeldet werden kann.', [], list('Open311Service')) },
			'/open311/v2/services/{code}.{format}': {
				get: operation('open311Definition', 'Fragen einer Kategorie', 'Attribute, nach denen das Formular fragt.', [path('code', 'service_code')], { $ref: '#/components/schemas/Open311Definition' })
			},
			'/open311/v2/requests.{format}': { get: getRequests(), post: postRequest() },
			'/open311/v2/requests/{id}.{format}': {
				get: operation('open311Request', 'Eine Meldung', 'Öffentliche Meldungen; alle anderen sind 404.', [path('id', 'service_request_id'), EXTENSIONS], list('Open311Request'))
			},
			'/open311/v2/tokens/{token}.{format}': {
				get: operation('open311Token', 'Nummer zu einem Token', 'Leer, solange die E-Mail-Adresse nicht bestätigt ist.', [path('token', 'Aus der Antwort auf die Meldung')], list('Open311Created'))
			},
			'/open311/v2/servicerequestupdates.{format}': { get: getUpdates(), post: postUpdate() }
		}
	};
}

const path = (name: string, description: string): Parameter => ({ name, in: 'path', required: true, description, schema: { type: 'string' } });

const getRequests = () =>
	operation('open311Requests', 'Meldungen', `Öffentliche Meldungen, älteste zuerst. Ohne Zeitraum und Ort die jüngsten 90 Tage. ${HEADERS}`, [
		query('service_request_id', 'Mehrere mit Komma; dann gilt nichts anderes'),
		query('service_code', 'Mehrere mit Komma'),
		query('start_date', 'Eingegangen ab (zählt mit), mit Zeitzone; allein: alles seitdem', { type: 'string' }, '2026-01-01T00:00:00Z'),
		query('end_date', 'Eingegangen bis (zählt mit); höchstens 90 Tage nach start_date; allein: die 90 Tage davor', { type: 'string' }, '2026-03-31T23:59:59Z'),
		query('status', 'open, closed oder beide mit Komma'),
		query('updated_after', 'Geändert ab (zählt mit)'),
		query('updated_before', 'Geändert vor (zählt nicht mit): aneinandergrenzende Zeiträume enthalten jede Änderung einmal'),
		query('bbox', 'West, Süd, Ost, Nord in Grad', { type: 'string' }, '13.7,51.0,13.8,51.1'),
		query('lat', 'Mittelpunkt, Grad; mit long kommt distance in Metern in die Antwort', { type: 'number' }),
		query('long', 'Mittelpunkt, Grad', { type: 'number' }),
		query('radius', 'Meter um den Mittelpunkt, auf dem Ellipsoid', { type: 'number', minimum: 0 }),
		query('q', 'Wörter in freigegebenen Texten und Namen von Services'),
		EXTENSIONS,
		...PAGES
	], list('Open311Request'));

const postRequest = () =>
	operation('open311Create', 'Meldung senden', 'Antwortet mit der Nummer oder, wo Adressen zu bestätigen sind (type batch), mit einem Token. Mit demselben Kopf Idempotency-Key noch einmal gesendet ist es dieselbe Meldung.',
		[{ name: 'Idempotency-Key', in: 'header', description: 'Frei gewählt, höchstens 200 Zeichen', schema: { type: 'string' } }], list('Open311Created'), {
			requestBody: form({
				api_key: KEY, jurisdiction_id: text('Kommune'), service_code: text('Kategorie'), lat: { type: 'number' }, long: { type: 'number' },
				address_string: text('Statt lat und long'), address_id: text('Nummer im Adressverzeichnis, statt lat und long'), description: { type: 'string', maxLength: 4000 },
				'attribute[CODE]': text('Antwort; mehrere als attribute[CODE][]'), email: text('Darf fehlen, auch wo das Formular danach fragt: dann steht für die Meldung ein, wer den Schlüssel hat'), first_name: { type: 'string' }, last_name: { type: 'string' },
				phone: { type: 'string' }, media_url: text('Adresse eines Fotos, wenn die Kommune das erlaubt'), 'media[]': { type: 'array', items: { type: 'string', format: 'binary' } }
			}, ['api_key', 'service_code'], 'Die Meldung; Fotos als multipart/form-data'),
			responses: REFUSED
		});

const getUpdates = () =>
	operation('open311Updates', 'Rückmeldungen', `Was öffentlich zu Meldungen gesagt wurde, älteste zuerst. Ohne Zeitraum die jüngsten 90 Tage. ${HEADERS}`, [
		query('service_request_id', 'Mehrere mit Komma'), query('start_date', 'Ab (zählt mit)'), query('end_date', 'Bis (zählt mit)'), ...PAGES
	], list('Open311Update'));

const postUpdate = () =>
	operation('open311Update', 'Rückmeldung senden', 'Für die, die eine Meldung bearbeiten: Status und öffentliche Antwort. Dieselbe update_id noch einmal ändert nichts.', [], list('Open311Update'), {
		requestBody: form({
			api_key: KEY, service_request_id: text('Nummer der Meldung'), update_id: text('Ihre Nummer der Rückmeldung'), status: text('OPEN oder CLOSED'),
			external_status_code: text('Genauer: Schlüssel eines Zustands'), description: text('Öffentliche Antwort'), updated_datetime: text('Zeitpunkt')
		}, ['api_key', 'service_request_id'], 'Die Rückmeldung'),
		responses: REFUSED
	});
