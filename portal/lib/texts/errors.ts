/** One sentence per error code: what is wrong and what to do. `{name}` is filled in. */
export const errorTexts = {
	account_disabled: 'Dieses Konto ist gesperrt. Bitte wenden Sie sich an die Administration Ihres Mandanten.',
	account_email_taken: 'Zu dieser E-Mail-Adresse gibt es schon ein Konto. Bitte verwenden Sie eine andere Adresse.',
	account_last_administrator:
		'Das ist das letzte Konto mit der Rolle Administration. Bitte geben Sie zuerst einer anderen Person diese Rolle.',
	account_password_same: 'Das neue Passwort ist das bisherige. Bitte wählen Sie ein anderes.',
	account_password_weak: 'Das Passwort ist zu kurz. Bitte wählen Sie mindestens 12 Zeichen.',
	account_password_wrong: 'Das bisherige Passwort stimmt nicht. Bitte geben Sie es noch einmal ein.',
	account_shared:
		'Dieses Konto gehört auch zu einem anderen Mandanten oder zum Land. Das Passwort kann nur die Person selbst ändern oder der Betrieb des Landes zurücksetzen.',
	address_not_public: 'Diese Adresse kann nicht abgerufen werden. Bitte geben Sie eine Adresse im öffentlichen Internet an, die mit https:// beginnt.',
	address_unreachable: 'Unter dieser Adresse war nichts abzurufen ({reason}). Bitte prüfen Sie die Adresse, und versuchen Sie es später noch einmal.',
	alert_throttled: 'Von hier wurden gerade zu viele Benachrichtigungen bestellt. Bitte versuchen Sie es in einer Stunde noch einmal.',
	alert_unknown: 'Zu diesem Link gibt es keine Benachrichtigungen. Vielleicht sind sie schon beendet, oder der Link ist nicht vollständig.',
	attachment_empty: 'Die Datei „{name}“ ist leer. Bitte wählen Sie die richtige Datei.',
	attachment_expired:
		'Eine Anlage lag zu lange im Formular und wurde entfernt. Bitte wählen Sie Ihre Anlagen noch einmal aus und senden Sie erneut.',
	attachment_infected: 'In der Datei „{name}“ wurde Schadsoftware gefunden. Bitte entfernen Sie diese Datei und senden Sie erneut.',
	attachment_too_large: 'Die Datei „{name}“ ist größer als {limit}. Bitte verkleinern Sie die Datei oder teilen Sie sie auf.',
	attachment_type_unsupported:
		'Die Datei „{name}“ hat ein Format, das wir nicht annehmen. Bitte senden Sie PDF, JPEG, PNG, WebP, HEIC, Word, Excel oder OpenDocument.',
	attachment_unreadable:
		'Das Bild „{name}“ lässt sich nicht öffnen. Bitte speichern Sie es neu, zum Beispiel als JPEG, oder wählen Sie ein anderes.',
	attachments_throttled:
		'Von Ihrem Anschluss kamen in kurzer Zeit sehr viele Anlagen. Bitte senden Sie die Stellungnahme ohne Anlagen oder versuchen Sie es in einer Stunde noch einmal; Ihr Text steht noch im Formular.',
	attachments_too_many: 'Es sind höchstens {limit} Dateien möglich. Bitte fassen Sie Dateien zusammen.',
	check_format_unknown: 'Diese Form des Berichts gibt es nicht. Möglich sind JSON, GeoJSON und PDF.',
	check_throttled: 'Von Ihrem Anschluss kamen in kurzer Zeit sehr viele Prüfungen. Bitte warten Sie zehn Minuten und versuchen Sie es dann noch einmal.',
	check_unknown: '„{name}“ ist keine Prüfung. Möglich sind: {known}.',
	colour_contrast_low:
		'Der Kontrast der beiden Farben ist {ratio}:1. Nötig sind mindestens 4,5:1; bitte wählen Sie eine dunklere Hauptfarbe oder eine andere Schriftfarbe.',
	colour_too_light: 'Die Hauptfarbe ist auf Weiß zu hell (Kontrast {ratio}:1, nötig 4,5:1). Bitte wählen Sie eine dunklere Hauptfarbe.',
	dcat_page_invalid: 'Diese Seite des Katalogs gibt es nicht. Bitte folgen Sie den Links von Seite zu Seite; je Seite sind höchstens {limit} Verfahren möglich.',
	difference_waiting: 'Der Vergleich wird noch berechnet. Bitte versuchen Sie es in einer Minute noch einmal.',
	document_replaced: 'Diese Fassung von „{title}“ wurde am {day} durch eine neue ersetzt. Grund: {reason}',
	document_withdrawn: '„{title}“ gehört seit dem {day} nicht mehr zu den veröffentlichten Unterlagen.',
	document_published:
		'Diese Unterlage ist oder war veröffentlicht und bleibt deshalb erhalten. Sie können sie ersetzen oder aus einem Schritt nehmen, jeweils mit Begründung.',
	document_type_unsupported:
		'Die Datei „{name}“ hat ein Format, das wir nicht annehmen. Möglich sind PDF, Bilder, Word, Excel, OpenDocument, XML, GML, CSV, Text und ZIP, ohne Makros und Programme.',
	database_in_use:
		'Der Datenordner wird schon von einem anderen Prozess benutzt (Nummer {pid}). Bitte beenden Sie diesen oder wählen Sie mit DATA_DIR einen anderen Ordner.',
	database_newer:
		'Die Datenbank stammt von einer neueren Fassung des Portals (Stand {database}, hier {portal}). Bitte starten Sie mindestens diese Fassung.',
	database_too_old: 'Gefunden wurde {found}, nötig ist mindestens {needed}. Bitte aktualisieren Sie den Datenbankserver.',
	email_token_invalid: 'Dieser Bestätigungslink gilt nicht. Bitte öffnen Sie den Link aus der E-Mail noch einmal vollständig.',
	filter_invalid: 'Der Wert von „{name}“ ist nicht lesbar. Bitte prüfen Sie ihn; die Beschreibung der Schnittstellen unter /api nennt die möglichen Werte.',
	exchange_address_invalid:
		'Diese Adresse ist nicht möglich. Bitte geben Sie eine öffentlich erreichbare Adresse an, die mit https:// beginnt, ohne Benutzernamen und Passwort.',
	exchange_answer_too_large: 'Die Antwort des Partners ist größer als 4 MB. Bitte wenden Sie sich an den Partner.',
	exchange_folder_missing: 'Der Austauschordner ist nicht eingerichtet. Bitte wenden Sie sich an den Betrieb.',
	exchange_informal:
		'Informelle Beteiligungsformen werden nicht entgegengenommen. Bitte übermitteln Sie eine förmliche Beteiligung (Öffentlichkeit 4000 oder 6000, Träger öffentlicher Belange 2000 oder 5000).',
	exchange_iteration:
		'Durchgang {iteration} gibt es in diesem Verfahren noch nicht. Bitte übermitteln Sie zuerst den Durchgang davor; er muss hier veröffentlicht sein.',
	exchange_message_unwanted: 'Die Nachricht {code} wird hier nicht entgegengenommen. Möglich sind 0401, 0402, 0409 und Quittungen.',
	exchange_partner_exists: 'Einen Partner mit diesem Namen gibt es schon. Bitte wählen Sie einen anderen Namen.',
	exchange_plan_kind_unknown:
		'Die Planart „{code}“ ist hier nicht bekannt. Möglich sind Bebauungsplan (6_…) und Flächennutzungsplan (5_…).',
	exchange_plan_known: 'Zu der Plan-ID „{plan}“ gibt es schon ein Verfahren. Bitte senden Sie eine Änderung (0402).',
	exchange_plan_unknown:
		'Zu der Plan-ID „{plan}“ gibt es kein Verfahren, das von Ihrem System stammt. Bitte prüfen Sie die Plan-ID oder senden Sie das Verfahren neu (0401).',
	exchange_procedure_kind_unknown:
		'Die Verfahrensart „{code}“ ist nicht möglich. Möglich sind 1000, 1100 (§ 13 BauGB) und 1200 (§ 13a BauGB); § 13b BauGB ist aufgehoben.',
	exchange_published:
		'Das Verfahren ist veröffentlicht und kann nicht gelöscht werden. Bitte lassen Sie die Gemeinde seine Einstellung beschließen und bekannt machen.',
	exchange_step_unknown: 'Der Verfahrensschritt „{code}“ ist für diese Beteiligung nicht möglich. Möglich sind: {known}.',
	exchange_throttled:
		'Von Ihrem Anschluss kamen sehr viele Anfragen mit ungültigem Token. Bitte versuchen Sie es in einer Stunde noch einmal.',
	exchange_token_invalid: 'Das Token fehlt oder ist nicht gültig. Bitte senden Sie es als „Authorization: Bearer …“.',
	exchange_too_large: 'Die Nachricht ist größer als 128 MB. Bitte übermitteln Sie Unterlagen als Link.',
	exchange_type_unsupported: 'Die Nachricht muss unkomprimiertes XML sein (Content-Type: application/xml).',
	exchange_version_without_message:
		'XBeteiligung 1.0 kennt weder Verfahrensinformationen noch Aufforderungen zur Stellungnahme. Bitte wählen Sie 1.2.1 oder 1.3, oder nur Stellungnahmen.',
	invitation_answered: 'Zu dieser Einladung liegt schon eine Stellungnahme vor. Sie kann deshalb nicht zurückgezogen werden.',
	invitation_over:
		'Die Frist für Ihre Stellungnahme ist vorbei. Bitte wenden Sie sich an die angegebene Ansprechstelle; auch spätere Hinweise werden geprüft.',
	invitation_request_late: 'Das gewünschte Ende muss nach dem bisherigen Ende der Frist liegen. Bitte wählen Sie einen späteren Tag.',
	invitation_withdrawn: 'Die Gemeinde hat diese Beteiligung zurückgenommen. Findet sie später statt, werden Sie erneut benachrichtigt.',
	invitation_throttled:
		'Von Ihrem Anschluss kamen sehr viele Anfragen mit ungültigen Einladungen. Bitte versuchen Sie es in einer Stunde noch einmal.',
	invitation_unknown:
		'Diese Einladung ist nicht gültig. Bitte verwenden Sie den vollständigen Link aus der E-Mail oder wenden Sie sich an die Gemeinde.',
	invitation_unsendable:
		'Für „{name}“ ist weder eine E-Mail-Adresse noch ein Austauschpartner eingetragen. Bitte ergänzen Sie das Verzeichnis.',
	public_body_csv:
		'Die Datei ließ sich nicht lesen (Zeile {line}). Bitte verwenden Sie CSV in UTF-8 mit den Spalten Name, Abteilung, E-Mail und Themen.',
	public_body_exists: 'Eine Stelle mit diesem Namen gibt es schon. Bitte wählen Sie einen anderen Namen.',
	public_body_invited: 'Diese Stelle ist in einem Verfahren eingeladen und bleibt deshalb im Verzeichnis.',
	forbidden: 'Für diese Seite fehlt Ihnen die Berechtigung. Bitte melden Sie sich mit einem anderen Konto an oder fragen Sie Ihre Administration.',
	form_invalid: 'Einige Angaben fehlen oder passen nicht. Bitte prüfen Sie die markierten Felder.',
	form_origin_foreign: 'Das Formular wurde von einer fremden Seite gesendet. Bitte öffnen Sie die Seite neu und senden Sie das Formular dort ab.',
	import_interrupted: 'Der Import wurde durch einen Neustart des Portals unterbrochen; es wurde nichts gespeichert. Bitte laden Sie die Datei noch einmal hoch.',
	import_over: 'Der Import ist schon beendet und lässt sich nicht mehr abbrechen. Sie können die Fassung auf der Seite des Plans löschen.',
	legal_page_too_long: 'Der Text ist länger als {limit} Zeichen. Bitte kürzen Sie ihn.',
	login_failed: 'E-Mail-Adresse oder Passwort stimmen nicht. Bitte versuchen Sie es noch einmal.',
	login_throttled: 'Zu viele Anmeldeversuche. Bitte warten Sie {minutes} Minuten und versuchen Sie es dann noch einmal.',
	logo_unreadable: 'Die Datei „{name}“ ist kein lesbares Bild. Bitte wählen Sie ein Logo als PNG, JPEG oder WebP.',
	mail_address_invalid: 'Die E-Mail-Adresse ist nicht gültig. Bitte prüfen Sie die Schreibweise.',
	not_found: 'Diese Seite gibt es nicht (mehr). Bitte prüfen Sie die Adresse oder gehen Sie zur Startseite.',
	notice_block_empty: 'Der Teil „{block}“ der Bekanntmachung ist leer, das Gesetz verlangt ihn aber. Bitte ergänzen Sie die Angaben des Schritts oder den Text.',
	notice_block_too_long: 'Der Teil „{block}“ ist länger als {limit} Zeichen. Bitte kürzen Sie ihn.',
	notice_dates_missing: 'Der Schritt hat noch keinen Zeitraum. Bitte legen Sie zuerst Beginn und Ende fest.',
	notice_end_foreign:
		'Im Text steht der {found} als Ende, die Frist endet aber am {end}. Ein falsches Ende kann den Plan unwirksam machen. Bitte berichtigen Sie den Text.',
	notice_file_throttled:
		'Von Ihrem Anschluss wurden in kurzer Zeit sehr viele Bekanntmachungen angefordert. Bitte warten Sie zehn Minuten und versuchen Sie es dann noch einmal.',
	notice_publication_missing: 'Bitte geben Sie an, wo und an welchem Tag die Bekanntmachung erscheint, zum Beispiel „Amtsblatt Nr. 3“.',
	notice_reason_missing: 'Diese Bekanntmachung ersetzt eine veröffentlichte. Bitte begründen Sie in mindestens 10 Zeichen, warum.',
	notice_too_late:
		'Die Bekanntmachung muss vor dem Beginn am {start} erscheinen, spätestens am {latest} (§ 3 Abs. 2 Satz 4 BauGB, § 187 Abs. 1 BGB). Bitte wählen Sie einen früheren Tag oder verschieben Sie den Beginn.',
	photo_too_large: 'Das Foto ist größer als {limit}. Bitte verkleinern Sie es oder wählen Sie ein anderes.',
	photo_unreadable: 'Ein Foto lässt sich nicht öffnen. Bitte nehmen Sie es neu auf oder wählen Sie ein anderes (JPEG, PNG, WebP oder HEIC).',
	participation_change_refused:
		'Die Beteiligung läuft schon: Fassung, Beginn und ein früheres Ende lassen sich nicht mehr ändern. Bitte legen Sie dafür eine neue Beteiligung an.',
	participation_closed: 'Zu diesem Plan läuft zurzeit keine Beteiligung. Bitte beachten Sie den Zeitraum auf der Seite des Plans.',
	participation_dates_invalid: 'Das Ende der Beteiligung muss nach dem Beginn liegen. Bitte ändern Sie die Daten.',
	participation_of_step:
		'Diese Beteiligung gehört zu einem Verfahren. Zeitraum, Fassung und Texte ändern Sie dort, im Schritt des Verfahrens.',
	plan_check_errors:
		'Die Prüfung hat {errors} Fehler gefunden, die sich nicht übergehen lassen. Bitte berichtigen Sie die Datei und laden Sie sie als neue Fassung hoch.',
	plan_check_geometry:
		'Die Prüfung hat {errors} Fehler der Geometrie gefunden. Bitte berichtigen Sie die Datei, oder übergehen Sie die Fehler mit einer Begründung.',
	plan_edit_outdated:
		'Inzwischen gibt es eine neuere Fassung dieses Plans, oder eine ist gerade in Arbeit. Ihre Eingaben stehen noch im Formular. Bitte vergleichen Sie sie mit der neuen Fassung.',
	plan_edit_unchanged: 'Sie haben nichts geändert. Es wurde keine neue Fassung angelegt.',
	plan_export_throttled:
		'Von Ihrem Anschluss wurden in kurzer Zeit sehr viele Dateien angefordert. Bitte warten Sie zehn Minuten und versuchen Sie es dann noch einmal.',
	plan_export_too_large:
		'Der Plan hat {objects} Objekte; so viele lassen sich hier nicht in dieses Format umwandeln. Bitte laden Sie stattdessen das XPlanGML herunter.',
	plan_in_participation:
		'Diese Fassung gehört zu einer Beteiligung und muss erhalten bleiben. Bitte ziehen Sie zuerst die Beteiligung zurück oder lassen Sie die Fassung stehen.',
	plan_in_procedure:
		'Diese Fassung gehört zu einem Verfahren und muss erhalten bleiben. Bitte wählen Sie im Schritt des Verfahrens zuerst eine andere Fassung oder lassen Sie diese stehen.',
	plan_mismatch:
		'Die Datei enthält {found}, die neue Fassung soll aber zu einem {expected} gehören. Bitte laden Sie eine Datei mit genau diesem Plan hoch.',
	plan_not_published: 'Diese Fassung des Plans ist nicht veröffentlicht. Bitte veröffentlichen Sie zuerst die Fassung.',
	plan_override_nothing: 'Es gibt keine Fehler der Geometrie, die noch zu übergehen wären. Bitte laden Sie die Seite neu.',
	plan_override_reason: 'Bitte begründen Sie in 10 bis {limit} Zeichen, warum der Plan trotz der Fehler veröffentlicht werden soll.',
	plan_published: 'Diese Fassung ist veröffentlicht und lässt sich nicht löschen. Bitte ziehen Sie zuerst die Veröffentlichung zurück.',
	plan_unchecked:
		'Die Prüfung dieser Fassung ist noch nicht abgeschlossen. Bitte warten Sie, bis der Prüfbericht da ist, oder prüfen Sie erneut.',
	print_nothing: 'An dieser Stelle gibt es nichts zu drucken. Bitte wählen Sie einen Ausschnitt in Deutschland, in dem der Plan liegt.',
	print_too_large: 'Dieser Ausschnitt enthält zu viele Objekte für ein Blatt. Bitte wählen Sie einen größeren Maßstab oder einen kleineren Ausschnitt.',
	procedure_area_invalid:
		'Darin ist keine Fläche zu finden. Bitte wählen Sie eine GeoJSON-Datei mit Flächen in geographischen Koordinaten (EPSG:4326) oder eine Fassung mit Geltungsbereich.',
	procedure_dates_invalid:
		'Beginn und Ende passen nicht zusammen. Bitte geben Sie Tage an, bei denen das Ende nicht vor dem Beginn liegt.',
	procedure_discarded: 'Dieses Verfahren wurde verworfen. Bitte legen Sie ein neues an.',
	procedure_end_earlier:
		'Die Frist endet am {end} und lässt sich nicht verkürzen, weil sich alle darauf verlassen. Bitte wählen Sie einen späteren Tag.',
	procedure_end_missing: 'Die Dauer der verkürzten Frist fehlt. Bitte geben Sie das Ende oder die Zahl der Tage an.',
	procedure_end_too_early: '{explanation} Bitte wählen Sie den {lawful} oder, aus wichtigem Grund, einen späteren Tag.',
	procedure_extension_reason:
		'Das Ende liegt nach dem {lawful}. Für eine längere Frist braucht es einen wichtigen Grund; bitte geben Sie ihn in mindestens 10 Zeichen an.',
	procedure_kind_exists: 'Eine Verfahrensart mit diesem Namen gibt es schon. Bitte wählen Sie einen anderen Namen.',
	procedure_kind_steps:
		'Eine Verfahrensart braucht mindestens einen Schritt, und jeder Schritt einen eigenen Namen. Bitte prüfen Sie die Schritte.',
	procedure_not_ready: 'Der Schritt lässt sich noch nicht veröffentlichen, weil der Plan sonst unwirksam sein könnte. {reasons}',
	procedure_nothing_to_renew:
		'Es gibt noch keine veröffentlichte Beteiligung, die erneut durchgeführt werden könnte. Bitte veröffentlichen Sie zuerst die reguläre Beteiligung.',
	procedure_period_over:
		'Die Frist ist schon abgelaufen und lässt sich nicht mehr verlängern. Bitte legen Sie eine erneute Beteiligung an.',
	procedure_published:
		'Das Verfahren ist veröffentlicht und lässt sich nicht mehr verwerfen. Bitte fügen Sie stattdessen den Schritt „Verfahren eingestellt“ hinzu.',
	procedure_shortening_reason:
		'Die Frist darf nur mit Begründung verkürzt werden. Bitte geben Sie den Grund in mindestens 10 Zeichen an.',
	procedure_skip_reason:
		'Dieser Schritt darf nur aus einem der genannten Gründe ausgelassen werden. Bitte wählen Sie einen Grund oder begründen Sie in mindestens 10 Zeichen.',
	procedure_move_same: 'Beginn und Ende sind unverändert. Bitte geben Sie die neuen Tage ein.',
	procedure_start_not_ahead: 'Der neue Beginn muss in der Zukunft liegen. Bitte wählen Sie einen kommenden Tag.',
	procedure_step_begun: 'Der Schritt hat schon begonnen. Bitte verlängern Sie die Frist oder führen Sie eine erneute Beteiligung durch.',
	procedure_step_exists: 'Diesen Schritt gibt es in diesem Verfahren schon. Bitte öffnen Sie den vorhandenen Schritt.',
	procedure_step_needed: 'Auf diesen Schritt kann das Verfahren nicht verzichten. Bitte führen Sie ihn durch.',
	procedure_step_published:
		'Der Schritt ist veröffentlicht: Daten und Unterlagen sind festgeschrieben. Bitte verlängern Sie die Frist mit Grund oder legen Sie eine erneute Beteiligung an.',
	procedure_step_skipped: 'Der Schritt ist ausgelassen. Bitte nehmen Sie das Auslassen zuerst zurück.',
	procedure_step_unpublished: 'Der Schritt ist noch nicht veröffentlicht. Bitte ändern Sie die Daten direkt im Schritt.',
	raster_crs_unknown:
		'Der Scan „{name}“ ist im Koordinatensystem {crs} georeferenziert, das wir nicht kennen. Bitte liefern Sie ihn zum Beispiel in EPSG:25832 oder EPSG:25833.',
	raster_elsewhere:
		'Der Scan „{name}“ liegt nach seiner Georeferenzierung ({crs}) nicht im Gebiet des Plans. Bitte prüfen Sie die Georeferenzierung und das Koordinatensystem.',
	raster_missing: 'Die Datei „{name}“ liegt dem Plan nicht bei. Bitte legen Sie sie neben die GML-Datei in das ZIP-Archiv und laden Sie den Plan neu hoch.',
	raster_more_sheets:
		'Die Datei „{name}“ hat {sheets} Seiten; gezeigt wird nur die erste. Bitte liefern Sie die anderen als eigene Dateien, wenn sie auf die Karte gehören.',
	raster_too_large:
		'Der Scan „{name}“ hat {pixels} Millionen Bildpunkte; möglich sind {limit} Millionen. Bitte verringern Sie die Auflösung oder teilen Sie ihn auf.',
	raster_unreadable: 'Der Scan „{name}“ lässt sich nicht lesen, die Datei ist wohl beschädigt. Bitte erzeugen Sie sie neu, zum Beispiel als GeoTIFF oder PNG.',
	raster_without_georeference:
		'Dem Scan „{name}“ fehlt die Georeferenzierung. Bitte liefern Sie ihn als GeoTIFF oder mit einer gleichnamigen World-Datei (TFW, PGW, JGW).',
	raster_world_file: 'Die World-Datei des Scans „{name}“ enthält nicht die sechs Zahlen, die seine Lage bestimmen. Bitte erzeugen Sie sie neu.',
	raster_wrong_type: '„{name}“ ist dem Inhalt nach kein TIFF-, PNG- oder JPEG-Bild. Bitte liefern Sie den Scan in einem dieser Formate.',
	receipt_mail_throttled:
		'Die Bestätigung wurde heute schon mehrmals gesendet. Bitte sehen Sie im Spam-Ordner nach oder speichern Sie die Bestätigung hier als PDF.',
	receipt_throttled: 'Von Ihrem Anschluss wurden in kurzer Zeit sehr viele Bestätigungen abgerufen. Bitte warten Sie zehn Minuten und rufen Sie die Seite dann neu auf.',
	receipt_unknown: 'Zu diesem Code gibt es hier weder eine Stellungnahme noch eine Meldung. Bitte vergleichen Sie den Code mit Ihrer Bestätigung.',
	receipt_without_email: 'Zu dieser Stellungnahme ist keine E-Mail-Adresse gespeichert. Bitte speichern Sie die Bestätigung als PDF.',
	report_answer_missing: 'Zum Stand „{state}“ gehört eine öffentliche Antwort. Bitte schreiben Sie, was die meldende Person wissen soll.',
	report_body_missing: 'Für diese Meldung ist gerade niemand zuständig. Bitte wählen Sie eine Stelle aus.',
	report_nothing_to_release: 'Hier gibt es nichts freizugeben. Bitte laden Sie die Seite neu.',
	report_outdated: 'Jemand anderes hat diese Meldung inzwischen geändert. Bitte sehen Sie den neuen Stand an und speichern Sie dann noch einmal; Ihr Text steht noch im Formular.',
	report_reason_missing: 'Die Begründung fehlt. Bitte schreiben Sie in einem Satz, warum.',
	report_state_refused: 'Von „{from}“ führt kein Schritt zu „{to}“. Bitte wählen Sie einen der angebotenen Stände; wer keinen neuen wählt, schreibt eine Antwort.',
	report_field_foreign: 'Diese Änderung wurde mit einem anderen Konto gemacht. Bitte melden Sie sich mit jenem Konto an, um sie zu senden.',
	report_filter_wrong: '{sentence} Bitte ändern Sie den Filter.',
	report_selection_empty: 'Es ist keine Meldung ausgewählt. Bitte wählen Sie mindestens eine aus.',
	report_selection_large: 'Auf einmal lassen sich höchstens {limit} Meldungen ändern. Bitte engen Sie den Filter ein.',
	report_changed_meanwhile:
		'Die Meldung {ref} wurde inzwischen geändert: Sie ist jetzt „{state}“. Bitte sehen Sie nach und senden Sie Ihre Änderung noch einmal, wenn sie noch richtig ist.',
	report_view_invalid: 'Bitte geben Sie der Ansicht einen Namen mit höchstens 80 Zeichen; je Konto sind 30 Ansichten möglich.',
	report_outside_area: 'Der Ort liegt außerhalb des Gebiets, für das Sie hier melden können. Bitte setzen Sie ihn neu oder wählen Sie die zuständige Gemeinde.',
	report_stopped: '{message}',
	report_throttled: 'Von Ihrem Anschluss kamen in kurzer Zeit sehr viele Meldungen. Ihre Angaben stehen noch im Formular. Bitte senden Sie sie später noch einmal.',
	report_mail_throttled: 'An diese Adresse gingen heute schon mehrere E-Mails. Bitte sehen Sie dort nach, auch im Spam-Ordner, oder versuchen Sie es morgen wieder.',
	report_not_yours_any_more: 'Die Meldung wird schon bearbeitet. Sie können sie nicht mehr zurückziehen, aber in der Nachricht an die Verwaltung darum bitten.',
	category_code_taken: 'Das Kürzel „{code}“ ist bei einer anderen Kategorie vergeben. Bitte wählen Sie ein anderes.',
	category_in_use: 'Zu „{name}“ gibt es schon Meldungen. Bitte schalten Sie sie ab, statt sie zu löschen; die Meldungen bleiben so lesbar.',
	order_throttled: 'Von Ihrem Anschluss kamen in kurzer Zeit sehr viele ungültige Links. Bitte versuchen Sie es in einer Stunde noch einmal.',
	order_unknown: 'Zu diesem Link gibt es keinen Auftrag. Vielleicht ist er abgelaufen oder zurückgenommen; bitte fragen Sie bei der Verwaltung nach.',
	redaction_empty: 'Es ist weder ein Rechteck gezeichnet noch eine Drehung gewählt. Bitte zeichnen Sie, was geschwärzt werden soll.',
	report_body_unknown: 'Diese Stelle gibt es nicht mehr. Bitte wählen Sie eine andere aus der Liste.',
	report_erased: 'Die persönlichen Angaben zu dieser Meldung sind schon gelöscht. Es ist nichts mehr zu tun.',
	report_forward_refused: 'Diese Meldung lässt sich nicht weiterleiten: Sie ist es schon, ist noch nicht bestätigt oder mit einer anderen zusammengeführt. Bitte laden Sie die Seite neu.',
	report_merge_refused: 'Diese beiden Meldungen lassen sich nicht zusammenführen. Möglich ist es, wenn beide noch eigenständig sind und die bleibende Meldung öffentlich ist, falls es auch die andere ist.',
	report_merge_unknown: 'Eine Meldung „{ref}“ gibt es hier nicht. Bitte prüfen Sie die Nummer, zum Beispiel M-7K3F9Q.',
	report_open: 'Diese Meldung ist noch in Bearbeitung. Sobald sie abgeschlossen ist, können Sie hier antworten.',
	report_reopen_refused: 'Diese Meldung lässt sich nicht mehr öffnen, weil die Frist dafür vorbei ist. Bitte melden Sie den Mangel neu.',
	reporter_in_use: 'Zu diesem Mängelmelder gibt es schon Meldungen. Bitte schalten Sie ihn ab, statt ihn zu löschen.',
	responsible_body_in_use: 'Für „{name}“ sind Meldungen eingetragen. Bitte schalten Sie die Stelle ab, statt sie zu löschen; neue Meldungen gehen dann an andere.',
	workflow_invalid: 'So lässt sich nicht arbeiten: {problem}',
	workflow_state_used: 'Den Stand „{state}“ haben noch {count} Meldungen. Bitte bringen Sie diese zuerst in einen anderen.',
	restore_not_empty: 'Die Datenbank ist nicht leer. Bitte wählen Sie mit DATA_DIR oder DATABASE_URL eine leere; es wurde nichts verändert.',
	restore_unreadable: '„{file}“ ist keine vollständige Sicherung dieses Portals. Bitte wählen Sie eine Datei, die npm run backup geschrieben hat.',
	scanner_unavailable:
		'Die Anlage konnte gerade nicht auf Schadsoftware geprüft werden. Bitte senden Sie in einigen Minuten erneut oder ohne Anlage; Ihr Text steht noch im Formular.',
	search_throttled: 'Von Ihrem Anschluss kamen in kurzer Zeit sehr viele Suchanfragen. Bitte warten Sie eine Minute und suchen Sie dann noch einmal.',
	slug_invalid:
		'Die Kurzadresse „{slug}“ passt nicht. Erlaubt sind 2 bis 63 Kleinbuchstaben, Ziffern und einzelne Bindestriche, zum Beispiel „stadt-musterlinden“.',
	slug_reserved: 'Die Kurzadresse „{slug}“ ist dem Portal vorbehalten. Bitte wählen Sie eine andere.',
	slug_taken: 'Die Kurzadresse „{slug}“ ist schon vergeben. Bitte wählen Sie eine andere.',
	statement_empty: 'Der Text der Stellungnahme fehlt. Bitte schreiben Sie, was Sie mitteilen möchten.',
	statement_erased: 'Der Inhalt dieser Stellungnahme ist schon gelöscht. Es ist nichts mehr zu tun.',
	statement_place_invalid: 'Eine Ortsangabe ist nicht lesbar oder liegt außerhalb des Landes. Bitte setzen Sie den Ort neu.',
	statement_throttled:
		'Von Ihrem Anschluss kamen in kurzer Zeit sehr viele Stellungnahmen. Ihr Text steht noch im Formular. Bitte senden Sie ihn später erneut oder nutzen Sie Post oder E-Mail: {contact}',
	statement_too_long: 'Der Text ist länger als {limit} Zeichen. Bitte kürzen Sie ihn oder hängen Sie ein Dokument an.',
	tile_invalid: 'Diese Kachel gibt es nicht. Bitte prüfen Sie Zoomstufe, Spalte und Zeile.',
	trail_file_empty: 'Die Datei enthält weder Wege noch Standorte. Bitte prüfen Sie, ob es die richtige ist.',
	trail_file_too_large: 'Die Datei ist zu groß. Möglich sind 20 MB und 50.000 Objekte; bitte teilen Sie sie auf.',
	trail_file_unreadable: 'Die Datei lässt sich nicht als GeoJSON, GPX oder CSV lesen ({detail}). Bitte speichern Sie sie neu.',
	trail_key_taken: 'Unter diesem Schlüssel ist schon etwas anderes eingegangen. Bitte senden Sie den Eintrag als neuen.',
	trail_number_taken: 'Einen Standort mit der Nummer {number} gibt es schon. Bitte wählen Sie eine andere.',
	trail_other_account: 'Dieser Eintrag gehört zu einem anderen Konto. Melden Sie sich mit jenem Konto an und senden Sie ihn noch einmal.',
	trail_ref_taken: 'Eine Route mit der Kennung {ref} gibt es schon. Bitte wählen Sie eine andere.',
	trail_round_times: 'Das Ende des Kontrollgangs liegt vor dem Anfang oder in der Zukunft. Bitte prüfen Sie die Zeiten.',
	trail_thing_gone: 'Das Schild, der Standort oder der Abschnitt gehört nicht mehr zum Netz. Bitte öffnen Sie das Netz neu und wählen Sie noch einmal.',
	unexpected: 'Es ist ein unerwarteter Fehler aufgetreten. Bitte versuchen Sie es noch einmal; bleibt es dabei, nennen Sie uns die Uhrzeit.',
	upload_incomplete: 'Die Datei ist noch nicht vollständig übertragen. Bitte setzen Sie das Hochladen fort.',
	upload_interrupted: 'Die Übertragung wurde abgebrochen. Bitte senden Sie das Formular noch einmal.',
	upload_missing: 'Es wurde keine Datei ausgewählt. Bitte wählen Sie eine Datei.',
	upload_not_a_plan: 'Die Datei „{name}“ ist weder XPlanGML noch ein ZIP-Archiv. Bitte wählen Sie eine GML-, XML- oder ZIP-Datei.',
	upload_quota:
		'Der Speicherplatz Ihres Mandanten ({limit}) reicht für diese Datei nicht. Bitte löschen Sie nicht mehr benötigte Fassungen oder wenden Sie sich an den Betrieb des Landes.',
	asset_file_crs: 'Das Koordinatensystem „{name}“ ist nicht bekannt. Bitte geben Sie die Daten in ETRS89/UTM (EPSG:25832, 25833) oder WGS 84 aus.',
	asset_file_empty: 'Darin ist kein Objekt, das gelesen werden kann. Bitte prüfen Sie, ob es die richtige Datei oder der richtige Dienst ist.',
	asset_file_too_many: 'Es sind mehr als {most} Objekte. Bitte teilen Sie sie auf mehrere Ebenen auf.',
	asset_file_unreadable: 'Das ist weder GeoJSON noch GML. Bitte prüfen Sie die Datei oder die Adresse des Dienstes.',
	asset_layer_in_use: 'Diese Objekte werden noch gebraucht: Eine Kategorie fragt nach ihnen, oder Meldungen nennen sie. Bitte nehmen Sie sie zuerst aus der Kategorie; genannte Objekte bleiben erhalten.',
	asset_numbers_missing: 'Das Merkmal „{name}“ hat nicht jedes Objekt, oder zwei haben denselben Wert. Bitte wählen Sie eines, das jedes Objekt eindeutig benennt.',
	asset_service_error: 'Der Dienst meldet einen Fehler: {message}',
	upload_too_large: 'Die Datei ist größer als {limit}. Bitte verkleinern oder teilen Sie sie.',
	work_busy: 'Das Portal hat gerade sehr viel zu tun. Bitte versuchen Sie es in einer Minute noch einmal; Ihre Eingaben stehen noch im Formular.',
	work_cancelled: 'Der Vorgang wurde abgebrochen. Es wurde nichts gespeichert.',
	work_needs_too_much_memory: 'Die Datei braucht zu viel Speicher. Bitte teilen Sie sie auf; es wurde nichts gespeichert.',
	work_took_too_long: 'Der Vorgang dauerte länger als {seconds} Sekunden und wurde beendet. Es wurde nichts gespeichert.'
} as const;
