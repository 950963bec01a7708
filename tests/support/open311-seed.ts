/** A jurisdiction as a foreign suite would bring it. */
export const seedOf = (values: Record<string, unknown> = {}) => ({
	jurisdiction_id: 'stadt.example',
	api_keys: ['geheim-123'],
	services: [
		{
			service_code: '001', service_name: 'Laterne defekt', description: 'Licht & Schatten', metadata: true, type: 'realtime',
			keywords: ['Licht', 'dunkel'], group: 'Straße',
			attributes: [
				{
					variable: true, code: 'ART', datatype: 'singlevaluelist', required: true, datatype_description: 'eine von zweien', order: 2,
					description: 'Was ist es?', values: [{ key: '1', name: 'aus' }, { key: '2', name: 'flackert' }]
				},
				{ variable: false, code: 'INFO', datatype: 'string', required: false, datatype_description: '', order: 1, description: 'Bitte nicht anfassen', values: [] },
				{
					variable: true, code: 'WANN', datatype: 'multivaluelist', required: false, datatype_description: '', order: 7, description: 'Wann?',
					values: [{ key: 'tag', name: 'am Tag' }, { key: 'nacht', name: 'nachts' }]
				}
			]
		},
		{ service_code: '002', service_name: 'Müll', description: '', metadata: false, type: 'realtime', keywords: [], group: 'Sauberkeit', attributes: [] },
		{ service_code: '003', service_name: 'Idee', description: '', metadata: false, type: 'batch', keywords: [], group: '', attributes: [] },
		{ service_code: '004', service_name: 'Hinweis', description: '', metadata: false, type: 'blackbox', keywords: [], group: '', attributes: [] }
	],
	requests: [
		{
			service_request_id: 'alt-1', status: 'open', status_notes: null, service_name: 'Müll', service_code: '002', description: 'Sofa <b>am</b> "Weg" & so\nzweite Zeile',
			agency_responsible: 'Stadtreinigung', service_notice: 'Wird abgeholt', requested_datetime: '2026-10-01T10:00:00+02:00',
			updated_datetime: '2026-10-02T10:00:00Z', expected_datetime: '2026-10-10T00:00:00Z', address: 'Süße Gasse 1', address_id: '545483', zipcode: '01999',
			lat: 51.043123456, long: 13.737987654, media_url: 'https://bilder.example/1.jpg', extended_attributes: { title: 'Sofa', tasks: [{ id: 1 }] }
		},
		{
			service_request_id: 'alt-2', status: 'closed', status_notes: 'Erledigt durch Bauhof', service_name: 'Laterne defekt', service_code: '001', description: 'dunkel',
			requested_datetime: '2026-10-15T08:00:00Z', updated_datetime: '2026-10-20T08:00:00Z', address: 'Markt 2', lat: '51.05', long: '13.74', media_url: null
		},
		{ service_request_id: 'uralt', status: 'open', service_code: '002', description: 'von früher', requested_datetime: '2011-03-01T00:00:00Z', lat: 51.06, long: 13.75 }
	],
	...values
});
