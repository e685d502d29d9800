// English word classes: `@name` in a phrase stands for any of these. Folded: "don't" is `dont`, "I'm" is `i m`; "-" means "begins so".

export const englishClasses: Readonly<Record<string, string>> = {
  want: 'want wanna wanted need like love prefer rather wish demand insist require wants needs hoping looking trying',
  can: 'can could may might possible cant cannot couldnt able how',
  talk: 'talk speak chat talking speaking communicate converse discuss',
  person: `human humans person people agent agents operator operators representative representatives rep reps advisor adviser advisors
    manager managers supervisor someone somebody anyone anybody owner colleague assistant employee specialist associate csr staff
    consultant executive boss cs superior expert clerk attendant receptionist concierge banker technician sales colleagues potter
    craftsman maker`,
  staff: `human agent operator representative rep advisor adviser manager supervisor owner specialist csr consultant person boss
    attendant`,
  bot: 'bot bots robot robots chatbot machine machines computer ai automated automation recording algorithm',
  robot: 'bot bots robot robots chatbot chatbots automated automation',
  callme: 'call calls phone phones ring rings contact contacts text texts',
  broken: `broken smashed shattered cracked chipped damaged scratched dented defective faulty bent torn crushed ruined destroyed stained
    broke snapped leaking leaky leaks busted warped mangled battered soaked ripped flawed wrecked`,
  thing: `vase vases plate plates mug mugs cup cups bowl bowls dish dishes teapot jug lamp lamps tile tiles statue figurine tray glass glasses
    item items product products piece pieces order orders parcel package packages box delivery gift present set handle lid base colour color
    size model one ones thing things bag bags luggage baggage shipment merchandise it pot pots pottery ceramic purchase`,
  parcel: `parcel parcels package packages order orders delivery item items shipment box vase gift present purchase stuff bag bags luggage
    baggage product products`,
  receive:
    'arrived arrives arrive came received receive got get delivered delivering sent send shipped turned showed opened unpacked sold gave',
  time: `minute minutes min mins hour hours hr hrs day days week weeks wk wks month months year years ages forever eternity monday tuesday
    wednesday thursday friday saturday sunday january february march april may june july august september october november december
    yesterday morning christmas easter`,
  number: `a an one two three four five six seven eight nine ten twelve fifteen twenty thirty 1 2 3 4 5 6 7 8 9 10 11 12 14 15 20 24 25 30 40 45
    60 90 several many multiple few couple over almost nearly hundred`,
  many: 'three four five six seven eight nine ten 3 4 5 6 7 8 9 10 12 15 20 several many multiple countless numerous hundred hundreds million',
  awful: `terrible horrible awful dreadful appalling atrocious disgraceful unacceptable disgusting pathetic shocking abysmal horrendous horrid
    deplorable shameful ridiculous ludicrous outrageous laughable inexcusable ghastly diabolical horrific crappy shitty shit crap lousy
    rubbish garbage trash unbelievable worst pitiful embarrassing unprofessional unreliable incompetent incompetence disorganized
    disorganised inept ineptitude lame unreal insane absurd unethical inhumane sucky dismal hideous atrociously woeful shoddy
    terribly horribly horrible unforgivable inadequate`,
  service: `service support shop store company business website site courier driver experience quality management communication airline
    treatment staff team delivery system process policy attitude handling care`,
  nth: 'second third fourth fifth sixth seventh eighth ninth tenth umpteenth millionth hundredth 2nd 3rd 4th 5th 6th 7th 10th nth',
};
