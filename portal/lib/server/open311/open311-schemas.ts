import type { Schema } from '../api/openapi-types.ts';

const text = (description = ''): Schema => ({ type: 'string', ...(description ? { description } : {}) });
const optional = (type: string | string[], description = ''): Schema => ({ type: [...[type].flat(), 'null'], ...(description ? { description } : {}) });
const date = { type: 'string', format: 'date-time' };
const object = (properties: Record<string, Schema>, required = Object.keys(properties)): Schema => ({ type: 'object', required, properties });

/** Shapes of the answers as JSON; XML has the same names. Codes and ids are texts, coordinates numbers, what is unknown is null. */
export const open311Schemas: Record<string, Schema> = {
	Open311Error: object({ code: { type: 'integer' }, description: text('Zum Anzeigen') }),
	Open311Discovery: object({
		changeset: date,
		contact: text(),
		key_service: text(),
		endpoints: {
			type: 'array',
			items: object({ specification: text(), url: text(), changeset: date, type: { type: 'string', enum: ['production', 'test'] }, formats: { type: 'array', items: text() } })
		}
	}),
	Open311Service: object({
		service_code: text(),
		service_name: text(),
		description: optional('string'),
		metadata: { type: 'boolean', description: 'Es gibt Attribute' },
		type: { type: 'string', enum: ['realtime', 'batch', 'blackbox'] },
		keywords: optional('string', 'mit Komma'),
		group: optional('string')
	}),
	Open311Definition: object({
		service_code: text(),
		attributes: {
			type: 'array',
			items: object(
				{
					variable: { type: 'boolean' },
					code: text(),
					datatype: { type: 'string', enum: ['string', 'number', 'datetime', 'text', 'singlevaluelist', 'multivaluelist'] },
					required: { type: 'boolean' },
					datatype_description: optional('string'),
					order: { type: 'integer', minimum: 1 },
					description: text(),
					values: { type: 'array', items: object({ key: text(), name: text() }) }
				},
				['variable', 'code', 'datatype', 'required', 'order', 'description', 'values']
			)
		}
	}),
	Open311Request: object(
		{
			service_request_id: text(),
			status: { type: 'string', enum: ['open', 'closed'] },
			status_notes: optional('string', 'Die letzte öffentliche Antwort'),
			service_name: text(),
			service_code: text(),
			description: optional('string', 'Solange niemand den Text freigegeben hat: „redaktionelle Prüfung ausstehend“'),
			agency_responsible: optional('string'),
			service_notice: optional('string'),
			requested_datetime: date,
			updated_datetime: date,
			expected_datetime: { type: ['string', 'null'], format: 'date-time' },
			address: optional('string'),
			address_id: optional('string'),
			zipcode: optional('string'),
			lat: optional('number', 'WGS 84; null, wenn nur Worte bekannt sind'),
			long: optional('number'),
			media_url: optional('string', 'Das erste freigegebene Foto'),
			distance: { type: 'number', description: 'Meter; nur wenn nach lat und long gefragt wurde' },
			extended_attributes: { type: 'object' },
			notes: { type: 'array', items: object({ datetime: date, description: text(), type: text() }) }
		},
		['service_request_id', 'status', 'service_name', 'service_code', 'requested_datetime', 'updated_datetime', 'lat', 'long']
	),
	Open311Created: {
		type: 'object',
		properties: { service_request_id: optional('string'), token: text(), service_notice: optional('string'), account_id: { type: 'null' } }
	},
	Open311Update: object(
		{
			update_id: text(),
			service_request_id: text(),
			status: { type: 'string', enum: ['open', 'closed'] },
			updated_datetime: date,
			description: text(),
			media_url: { type: 'null' },
			external_status_code: optional('string')
		},
		['update_id']
	)
};
