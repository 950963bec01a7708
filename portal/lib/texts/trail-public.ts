import { formatDay } from './dates.ts';

/** What everybody sees of the trails. */
export const trailPublicTexts = {
	title: 'Wanderwege',
	lead: 'Markierte Wege, Wegweiser und Sperrungen.',
	mapLabel: 'Karte der Wanderwege',
	empty: 'Hier ist noch kein Wegenetz veröffentlicht',
	closures: 'Sperrungen',
	noClosures: 'Zurzeit ist kein Weg gesperrt.',
	diversion: 'Umleitung',
	routes: 'Wege',
	sections: (count: number) => (count === 1 ? '1 Abschnitt' : `${count} Abschnitte`),
	posts: 'Wegweiserstandorte',
	closed: 'teilweise gesperrt',
	postTitle: (number: string, name: string) => [`Standort ${number}`, name].filter(Boolean).join(': '),
	elevation: (metres: number) => `${Math.round(metres)} m über dem Meer`,
	signs: 'Schilder an diesem Standort',
	noSigns: 'Schilder sind hier nicht verzeichnet.',
	shownRoutes: 'Wege, die hier vorbeiführen',
	report: 'Schaden melden',
	reportHint: 'Das Formular öffnet sich mit diesem Standort. Sie brauchen kein Konto.',
	known: 'Schon gemeldet',
	knownHint: 'Ist Ihr Schaden dabei, müssen Sie ihn nicht noch einmal melden.',
	reportedOn: (day: string) => `gemeldet am ${formatDay(day)}`,
	network: 'Alle Wanderwege',
	chosen: 'Auf der Karte gewählt'
};
