/** „Ist es bereit?“: what each check says when it passed, when it did not, and what to do. */
export const readinessTexts = {
	dates: { passed: 'Beginn und Ende sind festgelegt.', failed: 'Beginn oder Ende fehlen.', todo: 'Legen Sie im Schritt den Zeitraum fest; das Ende wird berechnet.' },
	day: { passed: 'Der Tag ist festgelegt.', failed: 'Der Tag fehlt.', todo: 'Tragen Sie im Schritt den Tag ein.' },
	'end-lawful': {
		passed: 'Das Ende ist rechtmäßig berechnet.',
		failed: 'Das Ende liegt vor dem Ende, das das Gesetz verlangt.',
		todo: 'Übernehmen Sie im Schritt das berechnete Ende.'
	},
	'begin-ahead': {
		passed: 'Die Veröffentlichung beginnt erst noch, der erste Tag zählt vollständig.',
		failed: 'Der erste Tag hat schon begonnen. Die Unterlagen standen dann nicht die ganze Frist im Internet.',
		todo: 'Verschieben Sie den Beginn auf einen kommenden Tag.'
	},
	'short-period': {
		passed: 'Die verkürzte Frist ist mindestens 14 Tage lang.',
		failed: 'Die verkürzte Frist ist kürzer als 14 Tage. Gerichte haben zwölf Tage schon für zu kurz gehalten.',
		todo: 'Prüfen Sie, ob eine längere Frist angemessen ist.'
	},
	plan: {
		passed: 'Die Planzeichnung ist zugänglich.',
		failed: 'Es fehlt die Planzeichnung.',
		todo: 'Wählen Sie im Schritt eine veröffentlichte Fassung des Plans oder laden Sie die Planzeichnung als Dokument hoch.'
	},
	'plan-public': {
		passed: 'Die gewählte Fassung des Plans ist geprüft und veröffentlicht.',
		failed: 'Die gewählte Fassung des Plans ist nicht veröffentlicht; niemand könnte sie sehen.',
		todo: 'Prüfen und veröffentlichen Sie die Fassung auf der Seite des Plans.'
	},
	'plan-form': {
		passed: 'Stellungnahmen lassen sich online zu jedem Inhalt des Plans abgeben.',
		failed: 'Ohne Fassung des Plans beziehen sich Stellungnahmen auf den Geltungsbereich und auf selbst gezeichnete Orte, nicht auf Inhalte des Plans.',
		todo: 'Wählen Sie im Schritt eine Fassung des Plans.'
	},
	justification: {
		passed: 'Die Begründung ist zugänglich.',
		failed: 'Es fehlt die Begründung.',
		todo: 'Laden Sie die Begründung hoch und ordnen Sie sie diesem Schritt zu.'
	},
	'environmental-report': {
		passed: 'Der Umweltbericht ist zugänglich.',
		failed: 'Es fehlt der Umweltbericht als gesonderter Teil der Begründung.',
		todo: 'Laden Sie den Umweltbericht hoch und ordnen Sie ihn diesem Schritt zu.'
	},
	environment: {
		passed: 'Die Arten umweltbezogener Informationen sind angegeben.',
		failed: 'Es ist nicht angegeben, welche Arten umweltbezogener Informationen verfügbar sind.',
		todo: 'Ergänzen Sie im Schritt die Arten umweltbezogener Informationen.'
	},
	places: {
		passed: 'Eine andere leicht zu erreichende Zugangsmöglichkeit ist genannt.',
		failed: 'Es fehlt eine andere leicht zu erreichende Zugangsmöglichkeit neben dem Internet.',
		todo: 'Nennen Sie im Schritt mindestens einen Ort mit Adresse und Öffnungszeiten.'
	},
	neighbours: {
		passed: 'Die Bekanntmachung weist auf die grenzüberschreitende Beteiligung hin.',
		failed: 'Nachbarstaaten werden beteiligt, aber die veröffentlichte Bekanntmachung weist nicht darauf hin.',
		todo: 'Veröffentlichen Sie die Bekanntmachung mit dem Hinweis auf die grenzüberschreitende Beteiligung.'
	},
	'floor-area': {
		passed: 'Die Grundfläche erlaubt das beschleunigte Verfahren.',
		failed: 'Die Grundfläche ist nicht angegeben. Ob das beschleunigte Verfahren zulässig ist, lässt sich ohne sie nicht sagen.',
		tooLarge: 'Die Grundfläche beträgt 70.000 m² oder mehr. Das beschleunigte Verfahren ist dann nicht zulässig.',
		todo: 'Tragen Sie in den Angaben zum Verfahren die zulässige Grundfläche ein, mit der von Plänen in engem Zusammenhang. Ab 70.000 m² legen Sie ein Regelverfahren an.'
	},
	examination: {
		passed: 'Die Vorprüfung des Einzelfalls ist abgeschlossen und begründet.',
		failed: 'Ab 20.000 m² Grundfläche ist eine Vorprüfung des Einzelfalls nötig (Anlage 2 BauGB). Ihr Ergebnis ist nicht mit Tag und Gründen festgehalten.',
		todo: 'Beteiligen Sie die berührten Behörden an der Vorprüfung und tragen Sie in den Angaben zum Verfahren ein, wann sie abgeschlossen wurde und was dafür spricht, dass erhebliche Umweltauswirkungen nicht zu erwarten sind.'
	},
	'examination-noticed': {
		passed: 'Die Bekanntmachung nennt die Vorprüfung des Einzelfalls mit ihren wesentlichen Gründen.',
		failed: 'Die Bekanntmachung nennt die Vorprüfung des Einzelfalls nicht oder ist vor deren Abschluss erschienen.',
		todo: 'Veröffentlichen Sie nach Abschluss der Vorprüfung eine Bekanntmachung, die ihre wesentlichen Gründe nennt.'
	},
	notice: {
		passed: 'Die Bekanntmachung ist vor dem Beginn veröffentlicht.',
		failed: 'Die Bekanntmachung fehlt oder ist nicht vor dem Beginn veröffentlicht.',
		todo: 'Veröffentlichen Sie die Bekanntmachung spätestens am Tag vor dem Beginn und tragen Sie Ort und Tag ein.'
	},
	'notice-day': {
		passed: 'Die Bekanntmachung ist am Tag des Inkrafttretens veröffentlicht.',
		failed: 'Der Plan tritt mit der Bekanntmachung in Kraft; für diesen Tag ist keine Bekanntmachung eingetragen.',
		todo: 'Veröffentlichen Sie die Bekanntmachung und tragen Sie denselben Tag ein.'
	},
	'notice-hints': {
		passed: 'Die Bekanntmachung enthält alle vorgeschriebenen Hinweise.',
		failed: 'In der Bekanntmachung fehlt mindestens ein vorgeschriebener Hinweis.',
		todo: 'Stellen Sie die fehlenden Abschnitte der Bekanntmachung wieder her.'
	},
	'notice-wording': {
		passed: 'Die vorgeschriebenen Hinweise haben den geprüften Wortlaut.',
		failed: 'Der Wortlaut eines vorgeschriebenen Hinweises wurde geändert.',
		todo: 'Prüfen Sie die geänderten Abschnitte noch einmal am Gesetz.'
	},
	'notice-dates': {
		passed: 'Die Bekanntmachung nennt genau diesen Zeitraum.',
		failed: 'Die Bekanntmachung nennt einen anderen Zeitraum als dieser Schritt.',
		todo: 'Veröffentlichen Sie eine erneute Bekanntmachung mit den richtigen Daten.'
	},
	area: {
		passed: 'Der Geltungsbereich ist bekannt.',
		failed: 'Der Geltungsbereich fehlt; das Verfahren erscheint auf keiner Karte.',
		todo: 'Übernehmen Sie den Geltungsbereich aus dem Plan oder laden Sie ihn als GeoJSON hoch.'
	},
	contact: {
		passed: 'Eine Ansprechstelle mit Telefon oder E-Mail ist genannt.',
		failed: 'Es fehlt eine Ansprechstelle mit Telefon oder E-Mail.',
		todo: 'Ergänzen Sie die Ansprechstelle im Verfahren oder im Schritt.'
	},
	summary: {
		passed: 'Das Verfahren ist in einfachen Worten beschrieben.',
		failed: 'Es fehlt eine Beschreibung in einfachen Worten.',
		todo: 'Schreiben Sie in den Angaben zum Verfahren in wenigen Sätzen, worum es geht.'
	},
	discussion: {
		passed: 'Es gibt Gelegenheit zur Erörterung.',
		failed: 'Zur frühzeitigen Beteiligung gehört Gelegenheit zur Erörterung; es ist keine vorgesehen.',
		todo: 'Planen Sie den Schritt „Erörterung“ oder beschreiben Sie die Gelegenheit im Hinweis des Schritts.'
	},
	'early-steps': {
		passed: 'Die frühzeitigen Beteiligungen sind durchgeführt oder mit Grund ausgelassen.',
		failed: 'Eine frühzeitige Beteiligung ist weder veröffentlicht noch mit Grund ausgelassen.',
		todo: 'Führen Sie sie durch, oder lassen Sie den Schritt mit dem gesetzlichen Grund aus.'
	},
	'changes-named': {
		passed: 'Die erneute Beteiligung nennt die Fassung, mit der verglichen wird.',
		failed: 'Es ist nicht angegeben, gegenüber welcher Fassung der Entwurf geändert wurde.',
		todo: 'Wählen Sie im Schritt die Vergleichsfassung; Bürgerinnen und Bürger sehen dann, was sich ändert.'
	},
	'public-ended': {
		passed: 'Die Beteiligungen der Öffentlichkeit und der Behörden sind beendet.',
		failed: 'Eine vorgeschriebene Beteiligung ist noch nicht durchgeführt oder noch nicht beendet.',
		todo: 'Führen Sie die Beteiligungen zu Ende, bevor beschlossen wird.'
	},
	decided: { passed: 'Der Beschluss ist gefasst.', failed: 'Der Beschluss fehlt oder liegt nach dem Inkrafttreten.', todo: 'Veröffentlichen Sie zuerst den Beschluss.' },
	approved: { passed: 'Die Genehmigung liegt vor.', failed: 'Die Genehmigung fehlt.', todo: 'Veröffentlichen Sie zuerst die Genehmigung.' },
	'summary-statement': {
		passed: 'Die zusammenfassende Erklärung ist zugänglich.',
		failed: 'Es fehlt die zusammenfassende Erklärung zum geltenden Plan.',
		todo: 'Laden Sie die zusammenfassende Erklärung hoch und ordnen Sie sie diesem Schritt zu.'
	}
} as const;
export type ReadinessCode = keyof typeof readinessTexts;
