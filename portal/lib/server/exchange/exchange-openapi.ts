import { refusal, type ApiPart } from '../api/openapi-types.ts';

const DESCRIPTION = 'XBeteiligung 1.0, 1.2.1 (Namensraum …/12) oder 1.3 (…/1/3)';
const XML = { 'application/xml': { schema: { type: 'string', description: DESCRIPTION } } };

/** XBeteiligung: messages of planning systems. */
export const exchangeApi = (): ApiPart => ({
	tag: { name: 'XBeteiligung', description: 'Nachrichten von und an Planungssysteme' },
	paths: {
		'/api/xbeteiligung': {
			post: {
				operationId: 'receiveXBeteiligung',
				tags: ['XBeteiligung'],
				summary: 'Nachricht übermitteln',
				description:
					'Nimmt 0401 (neues Verfahren, als Entwurf), 0402 (Änderung) und 0409 (Löschen eines Entwurfs) der kommunalen Bauleitplanung ' +
					'entgegen, außerdem Quittungen auf Nachrichten des Portals. Die Antwort ist die Quittung: OK oder NOK mit Begründung, beide ' +
					'mit HTTP 200. Dieselbe Nachricht (gleiche nachrichtenUUID) erhält dieselbe Antwort und bewirkt nichts. Das Token ' +
					'(`Authorization: Bearer …`) gibt die Verwaltung des Mandanten aus.',
				parameters: [
					{ name: 'Authorization', in: 'header', required: true, description: '`Bearer` und das Token des Partners', schema: { type: 'string' } }
				],
				requestBody: { required: true, description: 'Die Nachricht, höchstens 128 MB, ohne DOCTYPE, unkomprimiert', content: XML },
				responses: {
					'200': { description: 'Quittung (OK oder NOK)', content: XML },
					'204': { description: 'Eine Quittung des Partners wurde entgegengenommen' },
					'401': refusal('Token fehlt oder ist ungültig'),
					'413': refusal('Größer als 128 MB'),
					'415': refusal('Kein XML, oder komprimiert'),
					'429': refusal('Zu viele ungültige Token von dieser Adresse'),
					'503': refusal('Gerade werden zu viele Nachrichten verarbeitet')
				}
			}
		}
	},
	schemas: {}
});
