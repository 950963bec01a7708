import { createServer } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { publicLookup } from '../../../portal/lib/server/exchange/addresses.ts';
import { demandMediaAddress, fetchMedia } from '../../../portal/lib/server/open311/fetch-media.ts';
import { isStateWord, stateMeant } from '../../../portal/lib/server/open311/foreign-state.ts';
import { write } from '../../../portal/lib/server/open311/format.ts';
import { readMoment } from '../../../portal/lib/server/open311/parameters.ts';
import { readSeed } from '../../../portal/lib/server/open311/seed/seed-file.ts';
import { DEFAULT_WORKFLOW } from '../../../portal/lib/server/reports/workflow.ts';

describe('XML', () => {
	it('writes nothing as an empty element, lists by their singular, and no name that is none', () => {
		const content = { a: null, b: '', zahl: 0, nein: false, items: [{ x: '<&">' }], leer: [], liste: ['eins'], '1 böser <name>': 'x', xmlns: 'y' };
		expect(write({ root: 'r', content }, 'xml')).toBe(
			'<?xml version="1.0" encoding="UTF-8"?>\n<r><a/><b/><zahl>0</zahl><nein>false</nein><items><item><x>&lt;&amp;&quot;&gt;</x></item></items><leer/>' +
				'<liste><item>eins</item></liste><_1_b_ser__name_>x</_1_b_ser__name_><_xmlns>y</_xmlns></r>\n'
		);
	});
});

describe('texts', () => {
	it.each(['xml', 'json'] as const)('hold no sign that XML cannot write, in %s neither', (format) => {
		const content = [{ description: 'Grö\u0000ße\u0001 \ud800🚧\uffff\tund\nmehr' }];
		const written = write({ root: 'r', item: 'i', content }, format);
		expect(format === 'json' ? (JSON.parse(written) as typeof content)[0]!.description : /<description>([^<]*)/.exec(written)![1]).toBe('Größe 🚧\tund\nmehr');
	});
});

describe('dates', () => {
	it.each([
		['2026-01-31T08:15:00Z', '2026-01-31T08:15:00.000Z', 1000],
		['2026-01-31T08:15:00+02:00', '2026-01-31T06:15:00.000Z', 1000],
		['2026-01-31T08:15:00 02:00', '2026-01-31T06:15:00.000Z', 1000],
		['2026-01-31T08:15:00.250-0500', '2026-01-31T13:15:00.250Z', 1],
		['2026-01-31T08:15Z', '2026-01-31T08:15:00.000Z', 60_000],
		['2026-06-15', '2026-06-14T22:00:00.000Z', 86_400_000]
	])('%s', (text, from, length) => {
		const moment = readMoment('x', text);
		expect([moment.from.toISOString(), moment.until.getTime() - moment.from.getTime()]).toEqual([from, length]);
	});
	it.each(['2026-02-30T00:00:00Z', '2026-01-01T24:00:00Z', '2026-01-01T00:00:00', '01.02.2026', '', '0001-01-01T00:00:00Z', '9999-12-31', '2026-01-01T00:00:00Z; drop'])('%s is none', (text) => {
		expect(() => readMoment('x', text)).toThrow('date_invalid');
	});
});

describe('the state that another system means', () => {
	const meant = (present: string, words: (string | null)[], mapping = {}) => stateMeant(DEFAULT_WORKFLOW, present, words, mapping).key;
	it.each<[string, (string | null)[], string]>([
		['eingegangen', ['CLOSED'], 'erledigt'],
		['eingegangen', ['open'], 'eingegangen'],
		['abgelehnt', ['closed'], 'abgelehnt'],
		['erledigt', ['open'], 'in-pruefung'],
		['eingegangen', ['IN_PROCESS', 'open'], 'in-arbeit'],
		['eingegangen', ['duplicate', 'closed'], 'duplikat'],
		['eingegangen', [null, ''], 'eingegangen'],
		['geplant', ['irgendwas', 'open'], 'geplant'],
		['eingegangen', ['geplant'], 'geplant']
	])('%s and %o', (present, words, expected) => {
		expect(meant(present, words)).toBe(expected);
	});
	it.each([['CLOSED', true], ['in_progress', true], ['geplant', true], ['halb', false], ['toString', false], ['', false]])('%s says something: %s', (word, says) => {
		expect(isStateWord(DEFAULT_WORKFLOW, word)).toBe(says);
	});
	it("the tenant's own words come first", () => {
		expect(meant('eingegangen', ['Bauhof_3', 'closed'], { bauhof_3: 'in-arbeit' })).toBe('in-arbeit');
	});
});

describe('media_url (§ 5.1 row 14)', () => {
	it.each([
		'http://169.254.169.254/latest/meta-data/', 'http://localhost/x.jpg', 'http://127.0.0.1/x.jpg', 'http://[::1]/x.jpg', 'http://[::ffff:127.0.0.1]/', 'http://10.0.0.1/', 'http://192.168.1.1/x', 'file:///etc/passwd',
		'ftp://bilder.example/x.jpg', 'gopher://x.example/', 'javascript:alert(1)', 'data:image/png;base64,AA', 'http://user:pass@bilder.example/', 'https://bilder.example:8443/x', 'http://intranet/x.jpg', 'http://x.local/', 'http://2130706433/',
		'http://0x7f.1/', 'http://0/', 'nichts', `https://bilder.example/${'x'.repeat(3000)}`
	])('%s is refused', (address) => {
		expect(() => demandMediaAddress(address)).toThrow('media_address');
	});

	const server = createServer((request, response) => {
		if (request.url === '/gut.jpg') return void response.end('JPEG');
		if (request.url === '/weiter') return void response.writeHead(302, { location: '/gut.jpg' }).end();
		if (request.url === '/datei') return void response.writeHead(302, { location: 'file:///etc/passwd' }).end();
		if (request.url === '/metadaten') return void response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
		if (request.url === '/kreis') return void response.writeHead(302, { location: '/kreis' }).end();
		if (request.url === '/gross') return void response.end('x'.repeat(5000));
		response.writeHead(404).end();
	});
	const ready = new Promise<void>((resolve) => server.listen(80, '127.0.0.1', resolve).once('error', () => resolve()));
	afterAll(() => server.close());
	/** As if the name were on the internet. */
	const lookup: LookupFunction = (_name, options, done) => (options.all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4));
	const get = (path: string) => fetchMedia(`http://bilder.example${path}`, 1000, lookup);

	it('follows redirects only to where it may go, and stops in time', async (context) => {
		await ready;
		if ((server.address() as AddressInfo | null)?.port !== 80) context.skip('port 80 is not free for tests here');
		expect((await get('/gut.jpg')).toString()).toBe('JPEG');
		expect((await get('/weiter')).toString()).toBe('JPEG');
		for (const path of ['/datei', '/metadaten']) await expect(get(path)).rejects.toThrow('media_address');
		await expect(get('/kreis')).rejects.toMatchObject({ code: 'address_unreachable', values: { reason: 'Weiterleitungen' } });
		await expect(get('/gross')).rejects.toMatchObject({ code: 'address_unreachable', values: { reason: 'zu groß' } });
		await expect(get('/fehlt')).rejects.toMatchObject({ code: 'address_unreachable', values: { reason: 'HTTP 404' } });
	});

	it('names are judged when they are resolved', async () => {
		// localtest.me and its like: a public name that points home. `localhost.` with a dot is such a name without any network.
		await expect(fetchMedia('http://localhost.localdomain/x.jpg', 1000)).rejects.toThrow();
		// What a hostile name server answers: the own machine. Whoever sent the address does not hear of it.
		const inside: LookupFunction = (_name, options, done) => publicLookup('localhost', options, done);
		await expect(fetchMedia('http://rebind.example/x.jpg', 1000, inside)).rejects.toMatchObject({ code: 'address_not_public' });
	});
});

describe('a seed', () => {
	it('says where it is wrong', () => {
		expect(() => readSeed('{')).toThrow('kein gültiges JSON');
		expect(() => readSeed('{"jurisdiction_id":"x","requests":[{"service_request_id":"1","service_code":"1","lat":"x","long":1}]}')).toThrow('requests.0.lat');
		expect(() => readSeed('{"jurisdiction_id":"x","requests":[{"service_request_id":"1","service_code":"1","requested_datetime":"gestern"}]}')).toThrow('requests.0.requested_datetime');
		expect(() => readSeed('{"services":[]}')).toThrow('jurisdiction_id');
	});
	it('takes numbers as ids, texts as coordinates and what is absent', () => {
		const seed = readSeed('{"jurisdiction_id":"x","requests":[{"service_request_id":7,"service_code":1,"lat":"51.5","long":null}]}');
		expect(seed.requests[0]).toMatchObject({ service_request_id: '7', service_code: '1', lat: 51.5, long: null, status: 'open', description: '', requested_datetime: null, address: '' });
	});
});
