import type { Content, Information, Message, Organisation, Participation, Party, Statement } from '../../../../importers/xbeteiligung/model.ts';
import { FACTS, type Version } from '../../../../importers/xbeteiligung/versions.ts';

/** Made-up messages of every code, full of what a version can carry. */
const ID = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const later = (version: Version) => version !== '1.0';

function party(version: Version, name: string): Party {
	if (later(version)) {
		return {
			directory: { code: 'DVDV', list: 'urn:xoev-de:kosit:codeliste:verzeichnisdienst', listVersion: '3' },
			id: { code: 'psw:01003110' },
			name,
			reach: [{ channel: { code: '01', list: 'urn:de:xoev:codeliste:erreichbarkeit', listVersion: '3' }, value: 'bauamt@example.org', note: 'Poststelle' }]
		};
	}
	return {
		directory: { code: 'psw', list: 'urn:xoev-de:bund:bmi:bit:codeliste:dvdv.praefix', listVersion: '1' },
		id: { code: '01003110', list: 'urn:xoev-de:bund:bmi:bit:codeliste:dvdv.behoerdenschluessel', listVersion: '1' },
		name,
		reach: [{ channel: { code: '01' }, value: 'bauamt@example.org' }],
		address: { building: { houseNumber: '1', postcode: '01234', street: 'Am Markt', town: 'Musterlinden' } }
	};
}

const organisation: Organisation = {
	name: { name: 'Stadt Musterlinden', short: 'ML' },
	addresses: [{ street: 'Am Markt', houseNumber: '1', postcode: '01234', town: 'Musterlinden' }],
	contacts: [{ value: 'bauamt@example.org', official: true }],
	contactPersons: [{ name: { title: 'Dr.', family: { name: 'Beispiel' }, given: { absent: true } }, role: 'Sachbearbeitung' }]
};
const actors = { initiator: organisation, others: [{ actor: organisation, role: { code: { code: '1000' } } }, { actor: organisation, role: { text: 'Büro' } }] };
const list = (name: string, listVersion = '1') => ({ list: `urn:xoev-de:xleitstelle:codeliste:${name}`, listVersion });
const step = (code: string) => ({ code, ...list('verfahrensschrittkommunal') });
const AREA = '{"type":"Polygon","coordinates":[[[13.7,51.05],[13.71,51.05],[13.71,51.06],[13.7,51.05]]]}';

export function participation(version: Version): Participation {
	const mediaType = { code: 'application/pdf', list: 'urn:xoev-de:xbau:codeliste:xbau-mimetypes', listVersion: '1' };
	const kind = { code: '9900', name: 'Sonstiges', ...list('verfahrensunterlagetyp') };
	const attachments = [
		{
			items: [
				later(version)
					? {
							title: 'Begründung',
							version: '1.0',
							date: '2026-01-05',
							kind,
							mediaType,
							source: { file: { id: 'dok-1', name: 'begruendung.pdf', size: '9', hash: 'abc' } },
							document: 'JVBERi0xLjcK'
						}
					: { title: 'Begründung', version: '1', date: '2026-01-05', kind, mediaType, source: { inline: 'JVBERi0xLjcK' } },
				{ title: 'Gutachten', mediaType, source: { link: 'https://plan.example.org/gutachten.pdf' } }
			]
		}
	];
	const round = {
		id: ID(3),
		...(version === '1.2.1' ? { partStep: { code: '10', ...list('verfahrensteilschritt') } } : {}),
		iteration: '1',
		notice: '2026-01-05',
		news: ['Die Auslegung beginnt.'],
		period: { begin: '2026-01-12', end: '2026-02-11', note: 'einschließlich' },
		attachments,
		publication: { begin: '2026-01-12' }
	};
	return {
		actors,
		planId: ID(1),
		planName: 'Bebauungsplan Nr. 12 „Lindenpark“'.replace(/[„“]/g, '"'),
		workingTitle: 'Lindenpark',
		planKind: { code: '6_Bebauungsplan', ...list('planartkommunal') },
		step: step('6000'),
		...(version === '1.2.1' ? { iteration: '2' } : {}),
		procedureKind: { code: '1000' },
		occasion: 'Wohnungen\nund ein Park',
		mapUrl: 'https://karte.example.org/wms?a=1&b=2',
		area: AREA,
		place: 'zwischen Bahn und Bach',
		url: 'https://plan.example.org/verfahren/1',
		public: { ...round, kind: { formal: step('6000') } },
		toeb: { ...round, kind: { informal: { code: '1', name: 'Runder Tisch', ...list('beteiligungkommunalinformelltoeb') } } }
	};
}

const information: Information = {
	actors,
	planId: ID(1),
	planName: 'Bebauungsplan Nr. 12',
	planKind: { code: '6_Bebauungsplan', ...list('planartkommunal') },
	procedureKind: { code: '1200' },
	occasion: 'Wohnungen',
	step: step('6000'),
	iteration: '1',
	area: AREA,
	place: 'Musterlinden',
	notice: '2026-01-05',
	news: ['Beginn'],
	period: { begin: '2026-01-12', end: '2026-02-11' },
	publication: { begin: '2026-01-12', end: '2026-02-11' },
	url: 'https://plan.example.org/verfahren/1',
	attachments: [{ items: [{ title: 'Begründung', version: '1', date: '2026-01-05', link: 'https://plan.example.org/begruendung.pdf' }] }]
};

export function statement(version: Version): Statement {
	const common: Statement = {
		id: ID(4),
		planId: ID(1),
		participationId: ID(3),
		status: { code: '1000' },
		title: 'Stellungnahme 7',
		text: 'Die Linde soll bleiben.\nAm Bach wird es zu laut.',
		date: '2026-01-20',
		assignments: [{ id: 'z1', subject: { code: '0322' }, from: '0', to: '23' }],
		priority: { code: later(version) ? '1' : '10' },
		proposal: { code: '5000' },
		keywords: ['Baum', 'Lärm'],
		attachments: participation(version).public!.attachments!
	};
	if (!later(version)) return { ...common, organisation };
	return {
		...common,
		author: {
			private: true,
			name: { family: { name: 'Muster' }, given: { absent: true } },
			organisation: { name: 'Bürgerverein', unit: 'Vorstand' },
			address: { streetAndNumber: 'Lindenweg 3', postcode: '01234', town: 'Musterlinden' },
			contacts: [{ channel: { code: '01', list: 'urn:de:xoev:codeliste:erreichbarkeit', listVersion: '3' }, value: 'm@example.org' }]
		},
		iteration: '1',
		kind: { code: '2000' },
		answerBy: { code: '1000' },
		stepKommunal: step('6000'),
		partStep: { code: '10', ...list('verfahrensteilschritt') },
		places: [
			[
				{ kind: 'point', crs: 'EPSG:25833', rings: [[[411000.5, 5656000]]], note: 'Linde' },
				{
					kind: 'area',
					crs: 'EPSG:25833',
					rings: [
						[[0, 0], [9, 0], [9, 9], [0, 0]].map(([east, north]): [number, number] => [411000 + east!, 5656000 + north!]),
						[[2, 1], [4, 1], [4, 3], [2, 1]].map(([east, north]): [number, number] => [411000 + east!, 5656000 + north!])
					]
				},
				{ kind: 'line', crs: 'EPSG:4326', rings: [[[13.7, 51.05], [13.71, 51.06]]] }
			],
			[{ kind: 'point', crs: 'EPSG:25833', rings: [[[411002, 5656001]]] }]
		]
	};
}

export function message(version: Version, code: string): Message {
	const processId = ID(2);
	const errors = [{ text: 'Der Zeitraum ist zu kurz.', kind: { code: '3000' } }];
	const faultyDocuments = [{ text: 'Die Datei ist beschädigt.', documentId: 'dok-1', kind: { code: '2000' } }];
	const kinds: [RegExp, Content][] = [
		[/^040[12]$/, { processId, participation: participation(version) }],
		[/^04[05]9$/, { processId, planId: ID(1), participationId: ID(3) }],
		[/^045[12]$/, { processId, information }],
		[/^070[12]$/, { processId, statement: statement(version) }],
		[/^0709$/, { processId, statementId: ID(4), planId: ID(1) }],
		[/^071/, { processId, statementId: ID(4) }],
		[/^072/, { processId, statementId: ID(4), errors }],
		[/^0750$/, { processId, invitation: { kommunal: participation(version) }, legalConsequences: 'Verspätete Stellungnahmen können unberücksichtigt bleiben.' }],
		[/^042[29]$/, { processId, planId: ID(1), participationId: ID(3), errors, faultyDocuments }],
		[/^0[47][27]/, { processId, planId: ID(1), errors, faultyDocuments }],
		[/./, { processId, planId: ID(1), participationId: ID(3) }]
	];
	return {
		version,
		code,
		uuid: ID(9),
		createdAt: '2026-01-05T08:00:00.000Z',
		product: 'Planungssystem',
		maker: 'Muster & Söhne',
		productVersion: '3.1',
		reader: party(version, 'Stadt Musterlinden'),
		author: party(version, 'Landratsamt'),
		content: kinds.find(([pattern]) => pattern.test(code))![1]
	};
}

export const codesOf = (version: Version) => Object.keys(FACTS[version].elements).toSorted();
