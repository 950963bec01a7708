export type ChartKey = 'verlauf' | 'kategorien' | 'gebiete' | 'stellen' | 'staende' | 'zeiten' | 'alter' | 'schwerpunkte';

/** A row of a chart and of its table: a name, a link to the reports behind it, and a value per column. */
export interface ChartRow {
	name: string;
	/** Query of the list; null where no list shows exactly these. */
	query: string | null;
	/** As numbers, for charts and CSV; null where there is none. */
	values: (number | null)[];
	/** As people read them. */
	texts: string[];
}

export interface Chart {
	key: ChartKey;
	title: string;
	hint: string;
	/** Headings: of the name, then of the values. */
	head: string[];
	rows: ChartRow[];
	/** How it is drawn, and which of the values. */
	draw: { kind: 'line' | 'bar'; values: number[] };
}

export interface HeatCell {
	/** West, south, east, north, EPSG:3857. */
	extent: [number, number, number, number];
	count: number;
}

/** One of the numbers on top, with what has to be known to read it. */
export interface KeyFigure {
	label: string;
	value: string;
	hint: string;
	/** As in a chart's row. */
	query: string | null;
}

export interface Dashboard {
	total: number;
	figures: KeyFigure[];
	charts: Chart[];
	heat: HeatCell[];
}
