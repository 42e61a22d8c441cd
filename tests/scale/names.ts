// Invented people: given and family names that are common in Scottish schools, put together by chance.

const list = (text: string): string[] => text.trim().split(/\s+/);

export const givenNames = list(`
  Aiden Aileen Ailsa Aisha Alasdair Alba Alexander Alfie Ali Alina Amelia Amina Andrew Angus Anna Arran Arthur Ava Ayaan
  Beth Blair Bonnie Brodie Caitlin Callum Cameron Catriona Charlotte Chloe Cole Connor Craig Daniel David Dylan Eilidh
  Ella Ellie Emily Emma Erin Euan Eva Ewan Fatima Finlay Finn Fiona Fraser Freya Gabriel George Grace Gregor Hamish
  Hannah Harris Harry Heather Holly Hope Ibrahim Innes Iona Isaac Isla Jack Jackson James Jamie Jan Jasmine Jessica
  Jodie Jude Julia Kai Kara Katie Keir Khadija Kian Kirsty Kyle Layla Leah Leo Leon Lewis Lexi Liam Logan Lucas Lucy
  Luke Lydia Magnus Maisie Maja Mariam Marta Mason Matthew Maya Megan Mia Michael Millie Mirren Mohammed Mollie Morven
  Muhammad Murray Mustafa Nadia Naomi Natalia Nathan Niamh Noah Nur Oliver Olivia Omar Orla Oscar Owen Paige Piotr Poppy
  Quinn Rachel Rana Rebecca Reuben Rhona Rhys Robbie Robert Rory Rosie Ross Rowan Ruaridh Ruby Ryan Sadia Sam Samuel Sara
  Scott Sean Selam Shaun Shona Sienna Skye Sofia Sophie Stuart Tariq Tegan Theo Thomas Tomasz Tyler Victoria Wiktoria
  William Yasmin Yusuf Zara Zofia Zoë Søren José Łukasz Chloé Seonaid Mòrag Iain Oleksandr Daryna Habtom Rahwa
`);

export const familyNames = list(`
  Adams Addison Ahmed Aitken Ali Allan Anderson Armstrong Baird Ballantyne Barclay Barr Baxter Begum Bell Black Blair
  Boyd Boyle Brown Bruce Bryson Buchanan Burns Cairns Calder Cameron Campbell Carmichael Carr Chalmers Chisholm Christie
  Clark Clarke Cochrane Connelly Connor Cowan Craig Crawford Cunningham Currie Dalgleish Davidson Dickson Docherty
  Donaldson Donnelly Douglas Duffy Duncan Dunlop Dunn Elliot Ferguson Findlay Finnie Fleming Forbes Forrest Forsyth
  Fraser Fyfe Gallacher Gebremariam Gemmell Gibson Gilchrist Gillespie Gilmour Gordon Graham Grant Gray Gunn Haddow
  Haile Hamilton Harvey Hassan Hay Henderson Hogg Holmes Houston Hughes Hunter Hussain Hutchison Imrie Inglis Irvine
  Jackson Jamieson Johnston Jones Kaur Keenan Kelly Kennedy Kerr Khan Kidd King Kowalczyk Kowalski Laing Laird Lamont
  Lang Lennox Leslie Lindsay Little Logan Lowe Lyall MacAulay MacDonald MacGregor MacKay MacKenzie MacKinnon MacLean
  MacLeod MacMillan MacNeil MacPherson Marshall Martin Maxwell McAllister McArthur McBride McCall McColl McCormack
  McCulloch McDonald McFarlane McGhee McGill McGinty McGowan McGregor McIntosh McIntyre McKay McKenna McKenzie McLaren
  McLaughlin McLean McLeod McMillan McNeill McPhail McPherson McQueen Meikle Melville Menzies Middleton Millar Miller
  Milne Mitchell Mohamed Moffat Mohammed Moore Morgan Morrison Muir Mulholland Munro Murdoch Murphy Murray Nairn Napier
  Naysmith Neil Nicol Nowak O’Donnell O’Neill Ogilvie Oliver Orr Osman Park Paterson Patterson Petrie Pollock Porter
  Queen Quinn Rae Rahman Ramsay Rankin Reid Reilly Rennie Ritchie Robb Robertson Rodger Ross Russell Rutherford Scott
  Shaw Sim Simpson Sinclair Singh Smart Smith Somerville Spence Steel Stevenson Stewart Stirling Strachan Sutherland
  Swan Sweeney Szymański Tait Taylor Tekle Telfer Tesfay Thomson Todd Turnbull Urquhart Ustinova Walker Wallace Watson
  Watt Weir White Whyte Wilkie Williamson Wilson Wiśniewska Wood Wright Wylie Young Yousaf Zając Zielińska
`);

export const placeNames = list(`
  Aber Ard Auchen Bal Barr Birk Blair Brae Burn Cairn Carn Clach Corrie Craig Dal Drum Dun Fern Garv Glen Hazel Inver Kil
  Kin Knock Loch Mair Mill Moss Muir Pit Rowan Strath Thorn Tor Tull Wester
`);

export const placeEndings = list(`
  ach an arran beg brae burn dale dour farne field gask haven kirk lea lennox linn marrow more ness park rig side toun
`);
