/** Public bodies of a demo town, who of them is invited to what, and what came back. Every name is invented. */
export interface DemoBody {
	name: string;
	department: string;
	email: string;
	topics: string;
	/** Steps to which it is invited. */
	invited: { procedure: string; step: string; answer?: { text: string; person: string } }[];
}

export const DEMO_BODIES_TENANT = 'musterlinden';

/** A planning system that sends XBeteiligung messages; nothing is sent to it, for the demo talks to nobody outside. */
export const demoPartner = { name: 'Planungssystem der Stadtwerke Musterlinden', url: '', version: '1.2.1', receives: [], secret: '' };

export const demoBodies: DemoBody[] = [
	{
		name: 'Landkreis Elbaue',
		department: 'Untere Wasserbehörde',
		email: 'wasser@landkreis-elbaue.example',
		topics: 'Wasser, Hochwasser',
		invited: [
			{
				procedure: 'lindenpark',
				step: 'erneut-toeb',
				answer: {
					person: 'Wiebke Wehr',
					text: 'Der breitere Streifen am Lindenbach entspricht unserer Forderung aus der ersten Beteiligung.\n\nBitte setzen Sie zusätzlich fest, dass Regenwasser der Dächer zurückgehalten und nicht unmittelbar in den Bach geleitet wird.'
				}
			},
			{ procedure: 'betriebshof', step: 'fruehzeitig-toeb' }
		]
	},
	{
		name: 'Landesamt für Denkmalpflege Freiland',
		department: 'Referat Gebietsdenkmalpflege',
		email: 'denkmal@landesamt.example',
		topics: 'Denkmalschutz',
		invited: [{ procedure: 'lindenpark', step: 'erneut-toeb' }]
	},
	{
		name: 'Verkehrsverbund Elbaue',
		department: '',
		email: 'planung@verkehrsverbund.example',
		topics: 'Verkehr',
		invited: [{ procedure: 'betriebshof', step: 'fruehzeitig-toeb' }]
	},
	{ name: 'Naturschutzverband Freiland', department: 'Ortsgruppe Musterlinden', email: 'musterlinden@naturschutzverband.example', topics: 'Naturschutz, Bäume', invited: [] }
];
