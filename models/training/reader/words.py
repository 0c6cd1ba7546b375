"""Words of receipts, shops, goods and invoices in twelve languages, written for this project. Only data; `texts.py` makes lines of it."""
from __future__ import annotations

LANGUAGES = ('en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'pl', 'cs', 'sv', 'da', 'fi')

WORDS = {
    'en': """receipt invoice total subtotal change cash card balance amount due paid discount rounding quantity item price unit tax table guest server cashier thank you please come again visit
 our store shop market bakery pharmacy restaurant garage hardware station petrol diesel unleaded milk bread butter cheese eggs chicken beef pork fish rice noodle soup salad sandwich coffee tea
 water juice beer wine sugar flour apple banana orange tomato potato onion garlic carrot lettuce cucumber pepper mushroom chocolate biscuit cake crisps frozen fresh organic whole large small
 medium white black green blue yellow paper towel tissue soap shampoo toothpaste battery cable charger adapter screw nail hammer paint brush bucket light bulb tape glue envelope pen notebook
 printer toner folder stapler scissors ruler office supplies delivery shipping handling service consulting hours licence monthly annual subscription hosting domain support maintenance repair parts
 labour tyre oil filter brake wheel parking ticket taxi train flight hotel room night breakfast dinner lunch tip gratuity member points savings loyalty voucher coupon refund exchange return policy within
 days original goods sold not returnable keep for your records customer copy merchant terminal approved signature verified transaction reference number date time account bank transfer sort code company
 registered office limited trading enterprise holdings international brothers sons Smith Johnson Taylor Walker Green Harrison Kingsley Westfield""",
    'de': """Rechnung Quittung Kassenbon Beleg Summe Zwischensumme Gesamtbetrag Betrag Rückgeld gegeben bar Karte Kartenzahlung Girocard Mehrwertsteuer Umsatzsteuer Steuer Netto Brutto Rabatt Menge Einzelpreis Stück
 Artikel Bezeichnung Kunde Kundennummer Bediener Kasse Filiale Datum Uhrzeit vielen Dank für Ihren Einkauf Besuch auf Wiedersehen Öffnungszeiten Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag
 Bäckerei Metzgerei Fleischerei Apotheke Drogerie Gaststätte Wirtshaus Getränkemarkt Baumarkt Tankstelle Buchhandlung Gärtnerei Möbelhaus Brötchen Brot Käse Wurst Schinken Hähnchen Rindfleisch Würstchen Milch
 Butter Sahne Joghurt Quark Eier Äpfel Birnen Erdbeeren Kirschen Möhren Kartoffeln Zwiebeln Gurke Tomaten Paprika Kräuter Gemüse Obst Nüsse Müsli Nudeln Reis Mehl Zucker Salz Öl Essig Gewürz Schokolade Süßwaren
 Plätzchen Kuchen Torte Eis Kaffee Tee Wasser Säfte Bier Weißbier Wein Weißwein Rotwein Sekt Pfand Leergut Flasche Tüte Tasche Papier Küchenrolle Taschentücher Spülmittel Waschmittel Zahnbürste Schlüssel Schraube
 Dübel Bohrer Farbe Pinsel Lüfter Kabel Gerät Glühbirne Batterien Büro Bürobedarf Ordner Hefter Umschläge Drucker Lieferung Versand Zustellung Gebühr Mahngebühr Dienstleistung Beratung Stunden Lizenz Wartung
 Prüfung Überweisung Zahlungsziel fällig Fälligkeit Verwendungszweck Kontoinhaber Geschäftsführer Amtsgericht Handelsregister Steuernummer Straße Gebäude Größe Höhe Maß Übernachtung Frühstück Zimmer Gäste
 Bewirtung Trinkgeld Speisen Getränke Schnitzel Knödel Spätzle Soße Müller Schröder Bäcker Jäger Köhler Krüger Schäfer Groß Weiß Österreich Zürich gemäß außer zuzüglich Währung gültig natürlich""",
    'fr': """facture reçu ticket caisse total sous-total montant à payer réglé espèces carte bancaire rendu monnaie remise quantité prix unitaire désignation article référence client numéro date échéance heure
 merci de votre visite à bientôt magasin boulangerie pâtisserie boucherie charcuterie épicerie pharmacie librairie quincaillerie supermarché marché café brasserie hôtel garage station-service essence gazole
 pain baguette croissant brioche gâteau crêpe fromage beurre crème lait yaourt œufs bœuf poulet jambon saucisson pâté poisson saumon crevettes légumes carottes pommes poires pêches fraises cerises raisin
 pommes-de-terre oignons échalotes haricots épinards champignons salade concombre citron orange riz pâtes farine sucre sel huile vinaigre moutarde épices chocolat bonbons café thé tisane eau gazeuse jus bière vin
 rouge blanc rosé bouteille canette sac papier mouchoirs lessive savon shampooing dentifrice brosse ampoule câble batterie peinture vis clé marteau bureau fournitures cahier stylo classeur enveloppe imprimante
 encre livraison expédition forfait prestation conseil journée heures maintenance réparation pièces main-d'œuvre pneu vidange révision hébergement abonnement mensuel règlement virement chèque taxe TVA hors toutes
 comprises société siège social capital immatriculée échange remboursé réclamation délai sous réserve déjeuner dîner menu entrée plat dessert formule couvert pourboire chambre nuit séjour petit-déjeuner
 François Hélène Gérard Léa Noël château forêt île côté où être déjà très première à l'unité naïf maïs ça garçon leçon reçus français août février décembre""",
    'es': """factura recibo ticket total subtotal importe a pagar pagado efectivo tarjeta cambio entregado descuento cantidad precio unidad descripción artículo referencia cliente número fecha hora vencimiento gracias
 por su compra visita vuelva pronto tienda panadería carnicería pescadería farmacia librería ferretería supermercado mercado cafetería restaurante bodega gasolinera taller gasolina gasóleo pan barra leche queso
 mantequilla nata yogur huevos pollo ternera cerdo jamón chorizo salchichón pescado atún gambas mejillones verduras zanahorias tomates patatas cebollas ajos pimientos pepino lechuga limón naranjas manzanas plátanos
 piña melocotón fresas uvas arroz pasta harina azúcar sal aceite oliva vinagre especias chocolate caramelos galletas bollería café té infusión agua zumo cerveza caña vino tinto blanco botella lata bolsa papel
 servilletas detergente jabón champú cepillo bombilla cable pilas pintura tornillo llave martillo oficina cuaderno bolígrafo carpeta sobre impresora tinta envío entrega servicio asesoría horas mantenimiento
 reparación piezas neumático aceite revisión alquiler suscripción mensual transferencia cheque impuesto IVA base imponible cuota retención sociedad limitada domicilio teléfono dirección código postal
 devolución reclamación plazo días desayuno almuerzo cena menú ración tapa postre propina habitación noche estancia año niño señor señora mañana español compañía baño otoño pequeño diseño cigüeña pingüino
 María José Núñez Muñoz Ibáñez Gutiérrez Rodríguez Sánchez Peña avenida estación jamón ibérico exención válido público""",
    'it': """fattura ricevuta scontrino documento commerciale totale subtotale importo pagato contanti carta bancomat resto sconto quantità prezzo unitario descrizione articolo riferimento cliente numero data ora scadenza
 grazie arrivederci della vostra visita negozio panificio pasticceria macelleria salumeria pescheria farmacia libreria ferramenta supermercato mercato bar caffè trattoria ristorante pizzeria osteria gelateria albergo
 officina benzina gasolio pane panino focaccia latte burro panna formaggio parmigiano mozzarella yogurt uova pollo manzo maiale prosciutto salame pesce tonno gamberi verdure carote pomodori patate cipolle aglio
 peperoni zucchine melanzane insalata limoni arance mele pere pesche fragole uva riso pasta farina zucchero sale olio aceto spezie cioccolato biscotti dolci torta gelato tè acqua naturale frizzante succo birra vino
 rosso bianco bottiglia lattina borsa carta tovaglioli detersivo sapone spazzolino dentifricio lampadina cavo batteria vernice vite chiave martello ufficio quaderno penna cartella busta stampante inchiostro
 consegna spedizione servizio consulenza ore manutenzione riparazione ricambi pneumatico revisione noleggio abbonamento mensile bonifico assegno imposta IVA imponibile aliquota ritenuta società responsabilità
 limitata sede legale partita codice fiscale restituzione reclamo entro giorni colazione pranzo cena menù coperto antipasto primo secondo contorno dolce mancia camera notte soggiorno città università perché più però
 giù così martedì mercoledì venerdì qualità novità attività caffetteria è già né là""",
    'nl': """factuur kassabon bon totaal subtotaal bedrag te betalen betaald contant pin pinpas wisselgeld korting aantal prijs stuk omschrijving artikel referentie klant klantnummer datum tijd vervaldatum bedankt voor uw
 bezoek aankoop tot ziens winkel bakkerij slagerij viswinkel apotheek drogist boekhandel ijzerwaren supermarkt markt koffiehuis eetcafé restaurant tankstation benzine diesel brood broodje krentenbol melk boter kaas
 slagroom yoghurt eieren kip rundvlees varkensvlees ham worst vis zalm garnalen groente wortelen tomaten aardappelen uien knoflook paprika komkommer sla citroen sinaasappel appels peren aardbeien druiven rijst
 pasta bloem suiker zout olie azijn kruiden chocolade hagelslag stroopwafel koekjes gebak ijs koffie thee water sap bier wijn rood wit rosé fles blikje statiegeld tas papier servetten wasmiddel zeep tandpasta lamp
 kabel batterij verf schroef sleutel hamer kantoor schrift pen map envelop printer inkt bezorging verzending dienst advies uren onderhoud reparatie onderdelen band olie keuring huur abonnement maandelijks
 overschrijving belasting BTW exclusief inclusief grondslag vennootschap vestiging Kamer Koophandel ruilen retour binnen dagen ontbijt lunch diner menu voorgerecht hoofdgerecht nagerecht fooi kamer nacht
 verblijf één coördinatie geïnd financiële ruïne zeeën reünie patiënt vóór hè café crème België goederen geleverd verschuldigd rekening rekeningnummer begunstigde omzetbelasting hoeveelheid vrijdag zaterdag zondag""",
    'pt': """fatura recibo talão fatura-recibo total subtotal montante a pagar pago dinheiro multibanco cartão troco desconto quantidade preço unidade descrição artigo referência cliente número data hora vencimento obrigado
 pela sua visita preferência volte sempre loja padaria pastelaria talho peixaria farmácia livraria ferragens supermercado mercado café restaurante churrasqueira hotel oficina gasolina gasóleo pão papo-seco leite
 manteiga queijo natas iogurte ovos frango vaca porco presunto chouriço peixe bacalhau atum camarão legumes cenouras tomates batatas cebolas alhos pimentos pepino alface limão laranjas maçãs pêras pêssego morangos
 uvas arroz massa farinha açúcar sal azeite vinagre especiarias chocolate bolachas bolos pastel nata café chá água sumo cerveja imperial vinho tinto branco verde garrafa lata saco papel guardanapos detergente sabão
 champô escova lâmpada cabo pilhas tinta parafuso chave martelo escritório caderno caneta pasta envelope impressora tinteiro entrega envio serviço consultoria horas manutenção reparação peças pneu óleo revisão
 aluguer assinatura mensal transferência cheque imposto IVA isento incidência taxa contribuinte sociedade sede capital morada código postal telefone devolução reclamação prazo dias pequeno-almoço almoço jantar
 ementa dose sobremesa gorjeta quarto noite estadia não são João Conceição Simões Guimarães Araújo Antônio avó avô três também você português estação promoção operação situação até já à""",
    'pl': """faktura paragon fiskalny rachunek suma razem podsumowanie kwota do zapłaty zapłacono gotówka karta reszta rabat ilość cena jednostkowa sztuka nazwa towaru usługi klient numer data sprzedaży godzina termin płatności
 dziękujemy za zakupy zapraszamy ponownie sklep piekarnia cukiernia mięsny rybny apteka księgarnia budowlany supermarket targ kawiarnia restauracja stacja paliw benzyna olej napędowy chleb bułka rogal mleko masło
 śmietana ser żółty twaróg jogurt jajka kurczak wołowina wieprzowina szynka kiełbasa ryba łosoś śledź warzywa marchew pomidory ziemniaki cebula czosnek papryka ogórek sałata kapusta cytryna pomarańcze jabłka gruszki
 śliwki truskawki winogrona ryż makaron mąka cukier sól oliwa ocet przyprawy czekolada cukierki ciastka lody kawa herbata woda gazowana niegazowana sok piwo wino białe czerwone butelka puszka kaucja torba papier
 chusteczki proszek mydło szampon szczoteczka żarówka kabel bateria farba śruba klucz młotek biuro zeszyt długopis segregator koperta drukarka tusz dostawa wysyłka usługa doradztwo godziny konserwacja naprawa
 części opona przegląd wynajem abonament miesięczny przelew podatek VAT netto brutto stawka sprzedawca nabywca spółka ograniczoną odpowiedzialnością siedziba ulica zwrot reklamacja dni śniadanie obiad kolacja
 pierogi żurek gołąbki danie dnia napiwek pokój noc pobyt Łódź Kraków Gdańsk Poznań Wrocław źródło łąka dąb ćma ńandu święto środa piątek październik słownie złotych groszy gość miłość część być""",
    'cs': """faktura účtenka paragon doklad celkem mezisoučet částka k úhradě zaplaceno hotově hotovost karta vráceno sleva množství cena kus jednotka označení položka zákazník číslo datum čas splatnost děkujeme za nákup
 návštěvu nashledanou prodejna obchod pekařství cukrárna řeznictví lékárna drogerie knihkupectví železářství potraviny tržnice kavárna restaurace hospoda hotel čerpací stanice benzín nafta chléb rohlík houska mléko
 máslo smetana sýr tvaroh jogurt vejce kuře hovězí vepřové šunka klobása párek ryba losos zelenina mrkev rajčata brambory cibule česnek paprika okurka salát zelí citron pomeranče jablka hrušky švestky jahody hrozny
 rýže těstoviny mouka cukr sůl olej ocet koření čokoláda bonbóny sušenky zmrzlina káva čaj voda neperlivá džus pivo ležák víno bílé červené láhev plechovka záloha taška papír ubrousky prášek mýdlo šampon kartáček
 žárovka kabel baterie barva šroub klíč kladivo kancelář sešit propiska šanon obálka tiskárna toner doručení doprava služba poradenství hodiny údržba oprava díly pneumatika prohlídka pronájem předplatné měsíční
 převod daň DPH základ sazba bez včetně dodavatel odběratel společnost ručením omezeným sídlo ulice vrácení reklamace lhůta dnů snídaně oběd večeře guláš svíčková knedlíky řízek příloha dezert spropitné pokoj noc
 ubytování Dvořák Novák Černý Růžička Kříž Šťastný loď déšť žízeň tři čtyři pět šest kůň dům stůl ďábel ťuk město země příští běžný účet úřad ústí""",
    'sv': """faktura kvitto kassakvitto summa delsumma totalt belopp att betala betalt kontant kort kortköp växel rabatt antal pris styck benämning artikel referens kund kundnummer datum tid förfallodatum tack för ditt köp
 välkommen åter besök butik bageri konditori slakteri fiskaffär apotek bokhandel järnhandel livsmedel torg kafé restaurang värdshus hotell verkstad bensinstation bensin diesel bröd limpa bulle kanelbulle mjölk smör
 grädde ost fil yoghurt ägg kyckling nötkött fläsk skinka korv köttbullar fisk lax sill räkor grönsaker morötter tomater potatis lök vitlök paprika gurka sallad citron apelsin äpplen päron jordgubbar hallon blåbär
 lingon ris pasta mjöl socker salt olja ättika kryddor choklad godis kakor tårta glass kaffe te vatten saft juice öl lättöl vin rött vitt flaska burk pant kasse papper servetter tvättmedel tvål schampo tandborste
 lampa kabel batteri färg skruv nyckel hammare kontor skrivblock penna pärm kuvert skrivare bläck leverans frakt tjänst rådgivning timmar underhåll reparation delar däck besiktning hyra abonnemang månad överföring
 moms skatt netto brutto öresavrundning bolag säte godkänd för F-skatt organisationsnummer bankgiro plusgiro öppettider måndag tisdag onsdag torsdag fredag lördag söndag frukost lunch middag förrätt huvudrätt
 efterrätt dricks rum natt Åke Östen Björk Sjöberg Lindström Håkansson Göteborg Malmö Örebro gäller återbetalning bytesrätt dagar år hälsa även också från är på åtta""",
    'da': """faktura kvittering bon regning sum subtotal total beløb at betale betalt kontant kort dankort byttepenge rabat antal pris stk betegnelse vare varenummer reference kunde kundenummer dato tid forfaldsdato tak for
 dit besøg købet på gensyn butik bageri konditori slagter fiskehandler apotek boghandel isenkram dagligvarer torv café restaurant kro hotel værksted tankstation benzin diesel brød rugbrød bolle wienerbrød mælk smør
 fløde ost yoghurt æg kylling oksekød flæsk skinke pølse leverpostej fisk laks sild rejer grøntsager gulerødder tomater kartofler løg hvidløg peberfrugt agurk salat citron appelsin æbler pærer jordbær hindbær
 blåbær ris pasta mel sukker salt olie eddike krydderier chokolade slik kager småkager is kaffe te vand danskvand saft juice øl pilsner vin rødvin hvidvin flaske dåse pant pose papir servietter vaskemiddel sæbe
 tandbørste pære kabel batteri maling skrue nøgle hammer kontor hæfte kuglepen mappe kuvert printer blæk levering fragt ydelse rådgivning timer vedligeholdelse reparation reservedele dæk eftersyn leje abonnement
 måned overførsel moms skat netto brutto heraf øreafrunding selskab hjemsted CVR-nr åbningstider mandag tirsdag onsdag torsdag fredag lørdag søndag morgenmad frokost aftensmad forret hovedret dessert drikkepenge
 værelse nat Søren Jørgen Kjær Ørsted Åbenrå Nørrebro Østerbro Sønderborg Århus København gælder ombytning fortrydelsesret dage år også får når små blå grå før først gør""",
    'fi': """lasku kuitti ostokuitti yhteensä välisumma summa maksettava maksettu käteinen kortti pankkikortti vaihtoraha takaisin alennus määrä hinta kappale nimike tuote viite asiakas asiakasnumero päivämäärä aika eräpäivä
 kiitos käynnistä tervetuloa uudelleen myymälä kauppa leipomo konditoria lihakauppa kalakauppa apteekki kirjakauppa rautakauppa elintarvike tori kahvila ravintola hotelli korjaamo huoltoasema bensiini diesel leipä
 ruisleipä pulla korvapuusti maito voi kerma juusto viili jogurtti munat kananmuna broileri naudanliha sianliha kinkku makkara lihapullat kala lohi silakka katkarapu vihannekset porkkana tomaatti peruna sipuli
 valkosipuli paprika kurkku salaatti sitruuna appelsiini omena päärynä mansikka vadelma mustikka puolukka riisi pasta jauho sokeri suola öljy etikka mausteet suklaa karkki keksi kakku jäätelö kahvi tee vesi mehu
 olut kalja viini punaviini valkoviini pullo tölkki pantti kassi muovikassi paperi lautasliina pesuaine saippua sampoo hammasharja lamppu kaapeli paristo maali ruuvi avain vasara toimisto vihko kynä kansio
 kirjekuori tulostin muste toimitus rahti palvelu neuvonta tunnit huolto korjaus varaosat rengas katsastus vuokra tilaus kuukausi tilisiirto vero arvonlisävero veroton verollinen yhtiö kotipaikka y-tunnus puhelin
 aukioloajat maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai aamiainen lounas päivällinen alkuruoka pääruoka jälkiruoka juomaraha huone yö majoitus Jyväskylä Hämeenlinna Järvinen Mäkelä
 Hyvärinen Åland Töölö palautus vaihto-oikeus päivää vuosi myös että tämä hyvä pöytä sähkö työ""",
}

LABELS = {
    'en': 'Total|TOTAL|Subtotal|Sub Total|Total Due|Amount Due|Balance Due|Grand Total|VAT|VAT 20%|GST|GST 6%|Tax|Sales Tax|Net|Cash|Change|Change Due|Visa|Mastercard|Discount|Rounding|Qty|Invoice No|Invoice Number|Receipt No|Bill No|Order No|Account No|Reg No|Date|Invoice Date|Due Date|Order Date|Terminal ID|Auth Code|Table|Served by|Cashier|Payment Terms|P.O. Number|Sort Code|Total incl. GST|Total Excl. Tax|Item(s)|Company No.',
    'de': 'Summe|SUMME|Gesamt|Gesamtbetrag|Gesamtsumme|Rechnungsbetrag|Zu zahlen|Zwischensumme|Nettobetrag|Netto|Brutto|MwSt|MwSt. 19%|USt|USt 7 %|zzgl. MwSt|inkl. MwSt|Bar|Gegeben|Rückgeld|EC-Karte|Kartenzahlung|Rabatt|Skonto|Menge|Rechnungsnr.|Rechnungsnummer|Rechnung Nr.|Beleg-Nr.|Bon-Nr.|Kunden-Nr.|Bestellnummer|Datum|Rechnungsdatum|Lieferdatum|Leistungsdatum|Fälligkeitsdatum|USt-IdNr.|Steuernummer|Steuer-Nr.|Kasse|Bediener|Es bediente Sie|Tisch|Terminal-ID|TA-Nr.|TSE-Signatur|Bankverbindung|BIC|Kto-Nr.',
    'fr': "Total|TOTAL TTC|Total HT|Sous-total|Montant dû|Net à payer|Reste à payer|TVA|TVA 20 %|dont TVA|Espèces|Rendu|Rendu monnaie|Carte bancaire|CB|Remise|Qté|Facture n°|N° facture|N° de commande|Ticket n°|Date|Date de facture|Date d'échéance|Date d'émission|SIRET|N° TVA|RCS|Réf. client|Échéance|Acompte|Caisse|Serveur|Table|Couverts|Frais de port|Mode de règlement|Montant HT|Prix unitaire|À régler",
    'es': 'Total|TOTAL EUR|Subtotal|Total a pagar|Importe total|Base imponible|IVA|IVA 21%|Cuota IVA|Efectivo|Entregado|Cambio|Tarjeta|Descuento|Cantidad|Factura n.º|Nº factura|N.º de pedido|Ticket|Fecha|Fecha de factura|Fecha vencimiento|Fecha emisión|CIF|NIF|Cliente|Mesa|Camarero|Le atendió|Caja|Gastos de envío|Forma de pago|Total sin IVA|Retención IRPF|Código|Teléfono|Dirección',
    'it': 'Totale|TOTALE COMPLESSIVO|Totale euro|Subtotale|Importo pagato|Totale da pagare|Imponibile|IVA|IVA 22%|di cui IVA|Contanti|Resto|Pagamento elettronico|Carta di credito|Sconto|Quantità|Fattura n.|N. fattura|Documento n.|DOCUMENTO N.|Data|Data fattura|Data scadenza|P.IVA|Partita IVA|C.F.|Codice cliente|Tavolo|Operatore|Cassa|Coperti|Spese di spedizione|Modalità di pagamento|Netto a pagare|Scadenza|Rif.',
    'nl': 'Totaal|TOTAAL|Subtotaal|Te betalen|Totaal incl. btw|Totaal excl. btw|BTW|BTW 21%|btw hoog|btw laag|Contant|Wisselgeld|Pin|PIN|Korting|Aantal|Factuurnummer|Factuurnr.|Ordernummer|Bonnummer|Datum|Factuurdatum|Vervaldatum|Leverdatum|KvK|KvK-nummer|BTW-nummer|Klantnummer|Tafel|Bediend door|Kassa|Verzendkosten|Betaalwijze|Rekeningnummer|Netto|Statiegeld|Totaalbedrag',
    'pt': 'Total|TOTAL A PAGAR|Subtotal|Valor total|Total líquido|Total ilíquido|Incidência|IVA|IVA 23%|Numerário|Dinheiro|Troco|Multibanco|Cartão|Desconto|Quantidade|Qtd.|Fatura n.º|Fatura-Recibo|N.º documento|Encomenda|Data|Data de emissão|Data de vencimento|NIF|Contribuinte n.º|Cliente|Mesa|Empregado|Caixa|Portes de envio|Condições de pagamento|Referência|Entidade|Código|Preço unit.|Valor',
    'pl': 'Suma|SUMA PLN|Razem|RAZEM|Do zapłaty|Wartość brutto|Wartość netto|Kwota VAT|PTU A 23%|Podatek PTU|Sprzedaż opodatkowana A|Gotówka|Reszta|Karta|Rabat|Ilość|Nr faktury|Faktura VAT nr|Paragon nr|Nr zamówienia|Data|Data wystawienia|Data sprzedaży|Termin płatności|NIP|REGON|Nabywca|Sprzedawca|Kasjer|Kasa|Stolik|Sposób płatności|Zapłacono|Pozostało|Nr rachunku|Cena jedn.|Kwota',
    'cs': 'Celkem|CELKEM Kč|Celkem k úhradě|Mezisoučet|K zaplacení|Základ daně|DPH|DPH 21%|Sazba DPH|Hotově|Vráceno|Zaokrouhlení|Platba kartou|Sleva|Množství|Faktura č.|Číslo faktury|Číslo účtenky|Účtenka č.|Objednávka č.|Datum|Datum vystavení|Datum splatnosti|Datum plnění|IČO|DIČ|IČ|Odběratel|Dodavatel|Obsluha|Pokladna|Stůl|Způsob úhrady|Variabilní symbol|Číslo účtu|Cena za MJ|Částka',
    'sv': 'Summa|SUMMA|Totalt|TOTALT SEK|Att betala|Delsumma|Netto|Moms|Moms 25%|varav moms|Kontant|Växel|Tillbaka|Kortköp|Kort|Rabatt|Antal|Fakturanr|Fakturanummer|Kvittonr|Ordernummer|Datum|Fakturadatum|Förfallodatum|Leveransdatum|Org.nr|Momsreg.nr|Kundnr|Bord|Ni betjänades av|Kassa|Kassör|Frakt|Betalningsvillkor|Bankgiro|OCR-nummer|Öresavrundning|Belopp|À-pris',
    'da': 'Total|TOTAL DKK|I alt|Beløb i alt|At betale|Subtotal|Netto|Moms|Moms 25%|Heraf moms|Momsgrundlag|Kontant|Retur|Byttepenge|Dankort|Rabat|Antal|Fakturanr.|Fakturanummer|Bon nr.|Ordrenr.|Dato|Fakturadato|Forfaldsdato|Leveringsdato|CVR-nr.|CVR|SE-nr.|Kundenr.|Bord|De blev betjent af|Ekspedient|Kasse|Fragt|Betalingsbetingelser|Reg.nr.|Kontonr.|Øreafrunding|Beløb|Stk.pris',
    'fi': 'Yhteensä|YHTEENSÄ|Yht.|Maksettava|Loppusumma|Välisumma|Veroton|Verollinen|ALV|ALV 24%|ALV 14 %|Vero|Käteinen|Takaisin|Pankkikortti|Korttitapahtuma|Alennus|Määrä|Laskun numero|Laskunro|Kuitti nro|Tilausnumero|Päivä|Päivämäärä|Laskun päiväys|Eräpäivä|Toimituspäivä|Y-tunnus|ALV-numero|Asiakasnro|Pöytä|Myyjä|Kassa|Toimituskulut|Maksuehto|Viitenumero|Saajan tilinumero|Pyöristys|À-hinta',
}

MONTHS = {
    'en': 'January February March April May June July August September October November December Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(),
    'de': 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember Jän Jan Feb Mrz Apr Jul Aug Sep Okt Nov Dez'.split(),
    'fr': 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre janv. févr. avr. juil. sept. oct. nov. déc.'.split(),
    'es': 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre ene feb mar abr may jun jul ago sep oct nov dic'.split(),
    'it': 'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre gen feb mar apr mag giu lug ago set ott nov dic'.split(),
    'nl': 'januari februari maart april mei juni juli augustus september oktober november december jan feb mrt apr jun jul aug sep okt nov dec'.split(),
    'pt': 'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro jan fev mar abr mai jun jul ago set out nov dez'.split(),
    'pl': 'stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia sty lut mar kwi maj cze lip sie wrz paź lis gru'.split(),
    'cs': 'ledna února března dubna května června července srpna září října listopadu prosince leden únor březen duben květen červen červenec srpen říjen listopad prosinec'.split(),
    'sv': 'januari februari mars april maj juni juli augusti september oktober november december jan feb mar apr jun jul aug sep okt nov dec'.split(),
    'da': 'januar februar marts april maj juni juli august september oktober november december jan feb mar apr jun jul aug sep okt nov dec'.split(),
    'fi': 'tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu marraskuu joulukuu tammikuuta maaliskuuta kesäkuuta heinäkuuta syyskuuta'.split(),
}
STREETS = {
    'en': 'Street Road Lane Avenue Close Drive Square Way Hill St. Rd. Ave', 'de': 'straße strasse weg gasse allee platz str. ring ufer damm', 'fr': 'rue avenue boulevard place allée chemin quai impasse Rue Av. Bd',
    'es': 'Calle Avenida Plaza Paseo C/ Avda. Carretera Ronda Camino', 'it': 'Via Viale Piazza Corso Largo Vicolo Strada P.za', 'nl': 'straat weg laan plein gracht kade dijk steeg', 'pt': 'Rua Avenida Praça Travessa Largo R. Av. Estrada',
    'pl': 'ul. al. pl. ulica Aleja Plac os.', 'cs': 'ulice náměstí třída nábřeží ul. nám.', 'sv': 'gatan vägen torget gränd stigen', 'da': 'gade vej allé plads stræde torv', 'fi': 'katu tie polku kuja väylä tori',
}
TOWNS = {
    'en': 'London Manchester Leeds Bristol York Dublin Boston Oxford Bath Glasgow', 'de': 'Köln München Düsseldorf Nürnberg Hamburg Lübeck Würzburg Wien Zürich Gießen', 'fr': 'Paris Lyon Orléans Besançon Nîmes Nîmes Béziers Angoulême Genève Liège',
    'es': 'Madrid Cádiz Málaga Córdoba León Logroño Coruña Sevilla Mérida', 'it': 'Roma Milano Torino Forlì Cefalù Bologna Verona Napoli Firenze', 'nl': 'Amsterdam Utrecht Eindhoven Leeuwarden Nijmegen Delft Gent', 'pt': 'Lisboa Porto Évora Setúbal Guimarães Bragança Viseu Santarém',
    'pl': 'Warszawa Kraków Łódź Wrocław Poznań Gdańsk Częstochowa Białystok Toruń', 'cs': 'Praha Brno Plzeň Olomouc Liberec Ústí Hradec Zlín Třebíč Děčín', 'sv': 'Stockholm Göteborg Malmö Uppsala Västerås Örebro Jönköping Växjö', 'da': 'København Aarhus Odense Aalborg Køge Næstved Helsingør Tønder', 'fi': 'Helsinki Espoo Tampere Jyväskylä Hämeenlinna Seinäjoki Järvenpää Porvoo',
}
CURRENCIES = {
    'en': ('£', '$', 'GBP', 'USD', 'RM', 'US$', 'S$', 'A$', '€', 'MYR', '£'), 'de': ('€', 'EUR', '€', 'CHF', 'Euro', 'Fr.'), 'fr': ('€', 'EUR', '€', 'CHF', 'euros'), 'es': ('€', 'EUR', 'Eur'), 'it': ('€', 'EUR', 'Euro'),
    'nl': ('€', 'EUR', '€'), 'pt': ('€', 'EUR', 'R$'), 'pl': ('zł', 'PLN', 'zł'), 'cs': ('Kč', 'CZK', 'Kč', ',-Kč'), 'sv': ('kr', 'SEK', ':-', 'kr'), 'da': ('kr', 'DKK', 'kr.', 'Kr'), 'fi': ('€', 'EUR', 'e'),
}
# Letters of the language beyond a to z, each once; drawn at random into invented words.
LETTERS = {'en': 'abcdefghijklmnopqrstuvwxyz', 'de': 'äöüßÄÖÜ', 'fr': 'àâæçéèêëîïôœùûüÿ', 'es': 'áéíñóúü', 'it': 'àèéìîòóù', 'nl': 'áèéëïóöü', 'pt': 'àáâãçéêíóôõúü', 'pl': 'ąćęłńóśźż', 'cs': 'áčďéěíňóřšťúůýž', 'sv': 'åäöé', 'da': 'æøåé', 'fi': 'äöåšž'}
