// English ways to ask for a person, said outright or in passing, and to take the wish back.
import type { CueTable } from '../cue';

export const englishPersonRequests: CueTable = {
  'wants-person': {
    weights: { personRequest: 0.93 },
    mood: 'wish',
    phrases: `
      @want ..2 @talk ..1 to|with ..3 @person being|agent|person|representative|rep|operator|advisor|please|in?
      @want ..2 @talk ..1 to|with ..2 customer|your|the ..1 service|support|team|department|care|office
      @want ..2 @talk ..1 to|with them|him|her
      @want|can|could|may|have|having ..3 word|chat|conversation|discussion with ..2 @person
      @want ..2 @talk about ..5 to|with ..2 @person
      rather|prefer ..2 talk|speak|call|discuss ..1 to|with|by|on|in|over|directly?
      @want ..2 @talk to|with you|u|yall ..1 guys|directly|on|over|in
      @want ..1 a|an|another|your|real|live|human ..1 @staff being|agent|person|representative|rep|operator|advisor?
      @want ..1 live|human|real person|human|agent|operator|help|support|assistance|representative|advisor|being|chat
      @want @staff being?
      @want ..2 contact|reach|see|meet ..1 a|an|the|your|real|human|live|with ..1 @staff being|agent?
      @want ..2 connect-|transfer-|put|passed ..2 to ..2 @person
      @want someone|somebody ..1 to ..2 talk|call|speak|contact|ring|phone|help|reply|answer|explain|listen
      @want ..2 in|get touch|hold ..1 with|of ..2 @staff|someone|somebody|anyone`,
  },
  'may-i-talk': {
    weights: { personRequest: 0.9 },
    mood: 'fixed',
    phrases: `
      @can ..4 @talk ..1 to|with ..3 @person being|agent|person|representative|rep|operator|advisor?
      @can ..3 @talk ..1 to|with ..2 customer|your|the ..1 service|support|team|department|care
      @can ..2 have|get|reach|contact|see ..2 @staff being|agent|person?
      @can ..3 get|got|getting|have hold|through|touch ..1 of|to|with ..2 @person
      @can ..2 @talk to who-
      is there|ther ..1 a|an|any|some ..2 @staff|someone|anyone ..2 talk|speak|available|help|chat|call
      is there anyone|someone|anybody|somebody ..2 who|that|i|to|available|can
      is|are any|an|there|your ..1 agents|agent|humans|human|operators|representatives|reps ..1 available|online|there|free|around
      let me ..1 talk|speak|chat to|with
      why cant|can|dont|wont ..3 @talk ..1 to|with ..2 @person
      who can|do|should|could|would i ..1 talk|speak|contact|call|complain
      can|could we ..1 talk|speak`,
  },
  'talk-to-person': {
    weights: { personRequest: 0.82 },
    mood: 'wish',
    phrases: `
      talk|speak|chat ..1 to|with ..3 @person being|agent|person|representative|rep|operator|advisor?
      talk|speak|chat ..1 to|with ..1 customer|your ..1 service|support|team|care
      talk|speak on|over ..1 phone
      contact|contacting|reach|reaching|call|calling|phone|phoning|ring|message ..1 a|an|one|your|the|with|any|some? ..1 human|agent|agents|operator|operators|representative|rep|advisor|assistant|supervisor|manager
      help|assistance|support|assisted|helped|attention from|of|by ..2 human|person|agent|operator|representative|advisor|manager
      @talk to|with ..3 team|department|support|office|shop|store|studio|workshop|reception|desk|branch|headquarters|headquarter|centre|center|company
      call|contact|help|support centre|center|line|desk ..1 agent|operator|representative|number?
      speak in person`,
  },
  'pass-me-on': {
    weights: { personRequest: 0.92 },
    mood: 'wish',
    phrases: `
      get|give|find|send|bring|fetch me ..2 @staff|someone|somebody|human|supervisor being?
      connect|transfer|put|pass|patch|redirect|direct|switch|forward|hand|route|refer me ..2 to|with|through|over|on ..4 @person|department|team|service|support being|agent?
      connect|transfer|put|pass|patch|redirect me ..1 through|over
      connect|transfer me
      put|get me|us in ..1 touch|contact with
      get|getting in ..1 touch|contact with ..2 @person|team|department
      in touch|contact with me|us
      be contacted|called|phoned|rung ..1 back|by|asap|as|at|on|today|tomorrow
      connect|transfer ..1 to ..2 human|agent|operator|representative|rep|supervisor|manager|advisor|person|someone|somebody
      connect|link|contact with ..2 @staff|someone
      have|get someone|somebody|anyone|@staff ..1 to? ..1 call|contact|ring|phone|email|reach|help|message|talk|speak|reply
      escalate ..3 to|my|this|it|please
      escalated to
      over to ..2 human|person|agent|operator
      hand me over`,
  },
  'call-me': {
    weights: { personRequest: 0.9 },
    mood: 'wish',
    phrases: `
      someone|somebody|anyone|anybody ..4 call|ring|phone|contact|telephone me|us
      someone|somebody|anyone|anybody|you|u|agent|manager|rep|representative|human|person|advisor ..2 call|ring|phone|contact|telephone|callback me|us
      someone|somebody|anyone|anybody|agent|manager|rep|representative|human|person|advisor ..2 get|reach|give ..1 back|out|me ..1 to|a ..1 me|us|call
      someone|somebody|agent|manager|person ..1 get in touch|contact
      get back to me by phone
      call|ring|phone|contact me|us as soon
      call|ring|phone me|us ..1 back|asap|now|please|immediately|urgently|tomorrow|today|tonight|when|on|at|soon|regarding|about|this|later|directly
      callme
      give|gimme me|us ..1 a ..1 call|ring|buzz|callback
      request|want|need|like|arrange|schedule|get|have|organise|expecting|awaiting ..2 callback
      request|want|need|like|arrange|schedule|get|have|expecting|awaiting|await a ..1 call back
      like|want|need|appreciate|expecting|awaiting a ..1 call ..1 from|back|please|about|asap
      callback please|request|requested|needed|asap
      please call|ring|phone|telephone me|us|back|asap|on
      contact|reach me|us ..1 asap|immediately|urgently|now|back|soon|by|on|at|directly|regarding|about|as`,
  },
  'anyone-there': {
    weights: { personRequest: 0.78 },
    mood: 'fixed',
    phrases: `
      is|are anyone|anybody|someone|somebody ..1 there|here|listening|online|available|home|alive|around|reading
      is|are there any|a|an|some ..1 human|humans|people|person|agent|agents|operator ..1 there|here|available|online|around
      anyone|anybody ..1 there|here|listening|alive|online
      any human|humans|person|people|agent|agents there|here|available|around|online?
      is|are anyone|anybody|someone|somebody going|gonna|ever ..2 answer|reply|respond|help|call|read
      can|will|would|could|does|is anyone|anybody|someone|somebody ..1 answer|reply|respond|hear|read|see|listening|answering|reading|replying`,
  },
  'someone-help': {
    weights: { personRequest: 0.45 },
    mood: 'fixed',
    phrases: `
      can|will|would|could anyone|anybody|someone|somebody ..2 help|assist|look|explain|tell|advise|fix|sort|check
      someone|somebody help
      need|want ..1 help|assistance from ..2 @person
      how|where do|can|could|would|to|should ..1 contact|reach|call|email|phone ..2 you|customer|support|your|service
      phone number`,
  },
  'real-person': {
    weights: { personRequest: 0.86 },
    mood: 'wish',
    phrases: `
      real|live|actual|human|proper|living person|human|agent|operator|representative|rep|people|advisor|being|support|assistance|assistant|help|chat|contact
      human being|beings
      flesh and blood
      a human
      some human`,
  },
  'just-operator': {
    weights: { personRequest: 0.9 },
    mood: 'wish',
    place: 'alone',
    phrases: `
      @staff @staff?
      human|live|real agent|operator|person|being|support|help|chat
      customer service|support|care ..1 @staff?
      representative|agents|humans|operators|person|people
      speak|talk to? @person
      get|give me? @staff
      live chat|agent|support
      human human?
      call|ring|phone me|back
      someone|somebody|anyone|anybody
      callback`,
  },
  'just-help': {
    weights: { personRequest: 0.35 },
    mood: 'wish',
    place: 'alone',
    phrases: 'help me?\nhelp help\nsupport\nassistance',
  },
  'no-bot': {
    weights: { personRequest: 0.85, frustration: 0.2 },
    mood: 'fixed',
    phrases: `
      not|dont ..2 @talk ..1 to|with ..2 @bot
      not|dont|no|stop|hate|without|tired|sick|enough ..4 @robot
      rather|instead than|of ..3 @robot`,
  },
  'never-mind': {
    weights: { withdrawal: 0.9 },
    mood: 'fixed',
    phrases: 'never mind\nnevermind\nnvm\nforget it|that\nforget about it|that',
  },
  'not-needed': {
    weights: { withdrawal: 0.9 },
    mood: 'fixed',
    place: 'end',
    phrases: `
      no longer need-|necessary|require-|want help|assistance|it|anything|this?
      dont|not|doesnt ..1 need|want|require ..1 anyone|anybody|help|anything|assistance|someone|somebody ..1 anymore|any|more|now?
      dont|not need|want ..2 anymore
      not needed|necessary anymore|now|thanks?
      no need ..1 anymore|now|thanks|to?
      dont|do|not bother
      doesnt matter
      it s ..1 sorted|solved|resolved|fixed
      its ..1 sorted|solved|resolved|fixed
      all|already|now|problem|issue|been sorted|solved|resolved
      i ..2 sorted|solved|resolved|fixed|figured ..2 out|myself|it|already|now
      i|ive found ..2 answer|solution|it
      found it|the ..1 thanks|answer|myself
      changed my mind
      let it go
      drop|leave it thanks|then|now
      i m|am good|fine|ok ..1 now|thanks
      im good|fine|ok ..1 now|thanks
      scrap that
      disregard`,
  },
  'no-person-needed': {
    weights: { withdrawal: 0.92 },
    mood: 'fixed',
    phrases: `
      dont|not ..2 need|want|have|wish|require ..2 talk|speak|chat|call ..3 @person|anymore
      dont|not|no ..1 need|want|longer ..3 human|agent|operator|person|representative
      cancel ..1 my|the|that|this request|chat|callback|call
      remove|take me from|off|out ..2 queue|line|list
      leave the queue|line
      back to ..1 bot|assistant|chatbot
      bot ..1 is|was fine|ok|enough`,
  },
};
