import { SKIPPABLE_CHECKS } from '../../../../importers/xplan/check-parts.ts';
import { formatBytes } from '../../../../importers/xplan/limits.ts';
import { refusal, type ApiPart, type Schema } from '../api/openapi-types.ts';
import { CHECK_LIMIT } from './check-service.ts';

const text = (description?: string): Schema => ({ type: 'string', ...(description ? { description } : {}) });
const integer = (description?: string): Schema => ({ type: 'integer', minimum: 0, ...(description ? { description } : {}) });
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const listOf = (items: Schema): Schema => ({ type: 'array', items });

const CHECK: Schema = { type: 'string', enum: ['structure', 'references', 'geometry', 'semantics'] };

const SCHEMAS: Record<string, Schema> = {
	CheckCounts: {
		type: 'object',
		description: 'Fehlt, wenn die Prüfung abgeschaltet war',
		required: ['valid', 'errors', 'warnings'],
		properties: { valid: { type: 'boolean' }, errors: integer(), warnings: integer() }
	},
	Finding: {
		type: 'object',
		required: ['check', 'rule', 'severity', 'message'],
		properties: {
			check: CHECK,
			rule: text('Beginnt mit der Nummer der Konformitätsbedingung, wo es eine gibt'),
			severity: { type: 'string', enum: ['error', 'warning', 'info'] },
			gmlId: text(),
			class: text('Objektart, zum Beispiel BP_BauGrenze'),
			message: text('Was ist falsch, was ist zu tun'),
			line: integer('Zeile in der Datei, ab 1'),
			geometry: { type: 'object', description: 'GeoJSON-Geometrie im Koordinatenreferenzsystem von crs' },
			crs: text('EPSG:n'),
			repaired: { type: 'boolean', description: 'Beim Einlesen berichtigt' },
			more: integer('Steht für so viele weitere Befunde der Regel, die gezählt, aber nicht aufgeführt sind')
		}
	},
	CheckResult: {
		type: 'object',
		required: ['file', 'ok'],
		description: 'Ergebnis für ein GML; im ZIP-Archiv eines je enthaltenem GML. Nicht lesbare haben nur file, ok und error.',
		properties: {
			file: text('archiv.zip!plan.gml'),
			ok: { type: 'boolean', description: 'Gelesen und ohne Befund der Schwere error' },
			error: ref('Error'),
			version: text('4.0 bis 6.1'),
			root: text(),
			members: integer('Anzahl der Objekte'),
			classes: { type: 'object', additionalProperties: integer() },
			plans: listOf({ type: 'object', properties: { class: text(), gmlId: text(), name: { type: ['string', 'null'] } } }),
			crs: listOf(text('EPSG:n')),
			structure: ref('CheckCounts'),
			references: ref('CheckCounts'),
			geometry: ref('CheckCounts'),
			semantics: ref('CheckCounts'),
			skipped: listOf({ type: 'string', enum: [...SKIPPABLE_CHECKS] }),
			findings: listOf(ref('Finding')),
			unsupported: listOf({ type: 'object', properties: { what: text(), gmlId: text(), line: integer() } }),
			documents: listOf({
				type: 'object',
				properties: {
					name: text(),
					url: text(),
					status: { type: 'string', enum: ['present', 'missing', 'internet', 'elsewhere', 'local'] },
					gmlId: text(),
					class: text(),
					line: integer(),
					attachment: text('Name im Archiv')
				}
			})
		}
	}
};

/** Describes `POST /api/xplan/check`. */
export function checkApi({ checkBytes }: { checkBytes: number }): ApiPart {
	const size = formatBytes(checkBytes);
	const binary: Schema = { type: 'string', contentMediaType: 'application/octet-stream' };
	return {
		tag: { name: 'XPlanung', description: 'Pläne prüfen' },
		schemas: SCHEMAS,
		paths: {
			'/api/xplan/check': {
				post: {
					operationId: 'checkXplan',
					tags: ['XPlanung'],
					summary: 'Prüft eine XPlanGML-Datei oder ein ZIP-Archiv',
					description:
						'Struktur, Verweise, Geometrie und Fachregeln der Versionen 4.0 bis 6.1. Die Datei wird nicht gespeichert. ' +
						`Höchstens ${size} und ${CHECK_LIMIT.checks} Prüfungen in ${CHECK_LIMIT.windowSeconds / 60} Minuten je Adresse. ` +
						'Die Form der Antwort sagt der Kopf Accept (application/json, application/geo+json, application/pdf) oder format.',
					parameters: [
						{
							name: 'skip',
							in: 'query',
							description: 'Prüfungen, die ausgelassen werden; mehrfach oder mit Komma getrennt',
							explode: true,
							schema: { type: 'array', items: { type: 'string', enum: [...SKIPPABLE_CHECKS] } },
							example: ['semantics', 'flaechenschluss']
						},
						{ name: 'format', in: 'query', description: 'Form der Antwort, statt Accept', schema: { type: 'string', enum: ['json', 'geojson', 'pdf'] } },
						{ name: 'X-Filename', in: 'header', description: 'Name der Datei im Bericht', schema: { type: 'string' } }
					],
					requestBody: {
						required: true,
						description: 'Die Datei selbst, oder ein Formular mit der Datei im Feld datei',
						content: {
							'application/gml+xml': { schema: binary },
							'application/xml': { schema: binary },
							'application/zip': { schema: binary },
							'application/octet-stream': { schema: binary },
							'multipart/form-data': { schema: { type: 'object', required: ['datei'], properties: { datei: binary, skip: { type: 'string' } } } }
						}
					},
					responses: {
						200: {
							description: 'Der Bericht; auch Pläne mit Fehlern werden so beantwortet',
							content: {
								'application/json': { schema: listOf(ref('CheckResult')) },
								'application/geo+json': { schema: { type: 'object', description: 'Befunde als FeatureCollection in WGS 84' } },
								'application/pdf': { schema: binary }
							}
						},
						406: refusal('Diese Form des Berichts gibt es nicht'),
						413: refusal(`Die Datei ist größer als ${size}`),
						422: refusal('Die Datei ist nicht lesbar, fehlt, oder ihre Prüfung braucht zu viel Zeit oder Speicher'),
						429: refusal('Zu viele Prüfungen von dieser Adresse'),
						503: refusal('Zurzeit warten zu viele Prüfungen')
					}
				}
			}
		}
	};
}
