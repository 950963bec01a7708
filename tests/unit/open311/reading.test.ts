import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readForeignRequest, readForeignUpdate } from '../../../portal/lib/server/open311/client/foreign-request.ts';
import { readRecords } from '../../../portal/lib/server/open311/client/read-answer.ts';

const folder = join(import.meta.dirname, '../../../../shared/open311/real-responses');
const real = (name: string) => readFileSync(join(folder, name));
const requests = (body: string | Buffer) => readRecords(Buffer.from(body), 'request').map((record) => readForeignRequest(record));

describe.skipIf(!existsSync(folder))('recorded answers of other cities (skipped where ../shared is missing)', () => {
	it('Toronto: empty elements, coordinates the other way round', () => {
		expect(requests(real('requests_many.xml'))).toMatchObject([
			{ id: '101005420892', status: 'open', notes: 'In progress - The request has been scheduled.', code: 'CSROWR-12', description: '', mediaUrl: null, point: { lat: 43.691104288, lon: -79.272306875 }, requestedAt: new Date('2018-07-30T04:01:00Z') },
			{ id: '101005420894' }
		]);
		expect(requests(real('requests_single.xml'))).toHaveLength(1);
	});

	it('Chicago: absent fields', () => {
		expect(requests(real('chicago_requests_2014.json'))).toMatchObject([
			{ id: '14-01100669', notes: '', description: '', point: { lat: 41.858724777757864 }, mediaUrl: null },
			{ id: '14-01100627', notes: 'Locked' }
		]);
		expect(readRecords(real('chicago_services_2014.json'), 'service')).toHaveLength(3);
	});

	it('Rostock: numbers as ids, texts as coordinates, a finer state', () => {
		expect(requests(real('klarschiff_rostock_2020-01-30_two_requests.json'))).toMatchObject([
			{ id: '0', detail: 'IN_PROCESS', point: { lat: 54.084745606995064, lon: 12.145760492171316 } },
			{ id: '51578', detail: 'RECEIVED', description: 'redaktionelle Prüfung ausstehend' }
		]);
	});

	it('Gießen, Washington, San Francisco: services with attributes and namespaces on the root', () => {
		const giessen = readRecords(real('services_giessen.xml'), 'service');
		expect(giessen.find((each) => each.service_code === '011')).toMatchObject({ service_name: 'Straßen- und Gehwegschäden', metadata: 'false' });
		expect(readRecords(real('node-open311/dc-services.xml'), 'service')).toHaveLength(86);
		expect(readRecords(real('ruby-open311/services.xml'), 'service')).toHaveLength(36);
	});

	it('tokens, answers to a POST, empty lists, refusals', () => {
		expect(readRecords(real('node-open311/boston-submitrequest-token.xml'), 'request')).toEqual([{ token: '503fc045901932078800163c' }]);
		expect(readRecords(real('ruby-open311/post_service_request.xml'), 'request')[0]).toMatchObject({ service_request_id: '293944', account_id: null });
		expect(readRecords(real('ruby-open311/service_requests_empty.xml'), 'request')).toEqual([]);
		expect(readRecords(real('node-open311/boston-err-submitrequest-base_is_duplicate.xml'), 'error')).toEqual([{ code: '400', description: 'Invalid service request: base is a duplicate.' }]);
	});

	it('every file can be read, or says that it cannot', () => {
		for (const name of readdirSync(folder, { recursive: true }).map(String).filter((each) => /\.(xml|json)$/.test(each))) {
			try {
				expect(Array.isArray(readRecords(real(name), 'request'))).toBe(true);
			} catch (error) {
				expect([name, (error as Error).name]).toEqual(['ruby-open311/403.xml', 'AnswerError']);
			}
		}
	});
});

describe('what other servers write differently', () => {
	const one = { service_request_id: 7, lat: '51.0', long: '13,5' };
	it.each([
		['bare', [one]],
		['in an object', { service_requests: [one] }],
		['in an object of objects', { service_requests: { request: [one] } }],
		['each in an object', [{ request: one }]],
		['wrapped twice', { service_requests: [{ request: one }] }],
		['alone', { service_requests: { request: one } }],
		['without any wrapping', one],
		['named requests', { requests: [one] }]
	])('JSON %s', (_name, body) => {
		expect(requests(JSON.stringify(body))).toMatchObject([{ id: '7', point: { lat: 51, lon: 13.5 } }]);
	});

	it("the specification's own samples, with codes that are no JSON", () => {
		expect(readRecords(Buffer.from('[{"service_code":001,"service_name":"x"}]'), 'service')).toEqual([{ service_code: '001', service_name: 'x' }]);
	});

	it('JSON where XML was asked for, a byte order mark, nothing at all', () => {
		expect(requests('\uFEFF<service_requests><request><service_request_id>1</service_request_id></request></service_requests>')).toMatchObject([{ id: '1', point: null }]);
		expect(requests('')).toEqual([]);
		expect(requests('[]')).toEqual([]);
		expect(() => requests('<html><body>503</html>')).toThrow('kein gültiges XML');
		expect(() => requests('Bad gateway')).toThrow('weder JSON noch XML');
	});

	it('XML entities are not resolved', () => {
		expect(() => requests('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><service_requests><request><service_request_id>&e;</service_request_id></request></service_requests>')).toThrow();
	});

	it.each([
		[{ lat: 0, long: 0 }, null], [{ lat: '', long: '' }, null], [{ lat: null, long: null }, null], [{ lat: 95, long: 1 }, null], [{ lat: 'x', long: 1 }, null], [{ lat: 51, lng: 13 }, { lat: 51, lon: 13 }]
	])('places like %o', (place, point) => {
		expect(readForeignRequest({ service_request_id: '1', ...place })?.point).toEqual(point);
	});

	it('what has no id is nothing; broken dates are none; something said is seen', () => {
		expect(readForeignRequest({ description: 'x' })).toBeNull();
		expect(readForeignUpdate({ update_id: 1 })).toBeNull();
		const request = (values: object) => readForeignRequest({ service_request_id: '1', requested_datetime: 'gestern', ...values })!;
		expect(request({}).requestedAt).toBeNull();
		expect(request({ status: 'OPEN' }).seen).toEqual(request({ status: 'open' }).seen);
		expect(request({ status_notes: 'neu' }).seen).not.toEqual(request({}).seen);
	});
});
