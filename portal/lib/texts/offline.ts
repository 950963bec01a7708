import { formatBytes, formatNumber } from './format.ts';

export const offlineTexts = {
	appName: (tenant: string) => `Meldungen ${tenant}`,
	appShortName: 'Melden',
	mapTitle: 'Ohne Netz melden',
	mapExplain: 'Diese Seite funktioniert auch ohne Netz. Damit Sie dann auch die Karte sehen, laden Sie sie vorher auf Ihr Gerät.',
	noMap: 'Diese Seite funktioniert auch ohne Netz; die Karte braucht dann eine Verbindung. Den Ort bestimmen Sie ohne Netz über „Mein Standort“.',
	keepMap: 'Karte auf das Gerät laden',
	renewMap: 'Karte erneuern',
	removeMap: 'Karte vom Gerät entfernen',
	stop: 'Abbrechen',
	progressLabel: 'Fortschritt beim Laden der Karte',
	failed: 'Die Karte konnte nicht ganz geladen werden. Was schon da ist, bleibt; versuchen Sie es mit besserer Verbindung noch einmal.',
	full: 'Der Speicher Ihres Geräts ist voll. Die Karte wurde wieder entfernt, damit Platz für Ihre Meldungen bleibt.',
	removed: 'Die Karte wurde von Ihrem Gerät entfernt.',
	done: 'Die Karte ist auf Ihrem Gerät.'
} as const;

export const mapEstimate = (tiles: number, bytes: number): string => `Etwa ${formatBytes(bytes)} (${formatNumber(tiles)} Kacheln).`;
export const mapProgress = (done: number, all: number): string => `${formatNumber(done)} von ${formatNumber(all)} Kacheln geladen`;
export const mapKept = (bytes: number, day: string): string => `Auf Ihrem Gerät seit ${day}, ${formatBytes(bytes)}.`;
