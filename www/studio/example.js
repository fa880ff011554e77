// A record to try the studio with: the vote on General Assembly resolution ES-11/1.
export const example = `United Nations General Assembly
Eleventh emergency special session, 5th plenary meeting
Wednesday, 2 March 2022

Draft resolution A/ES-11/L.1, “Aggression against Ukraine”

A recorded vote was taken.

In favour:
Afghanistan, Albania, Andorra, Antigua and Barbuda, Argentina, Australia, Austria, Bahamas, Bahrain, Barbados, Belgium, Belize, Benin, Bhutan, Bosnia and Herzegovina, Botswana, Brazil, Brunei Darussalam, Bulgaria, Cabo Verde, Cambodia, Canada, Chad, Chile, Colombia, Comoros, Costa Rica, Croatia, Cyprus, Czechia, Côte d'Ivoire, Democratic Republic of the Congo, Denmark, Djibouti, Dominica, Dominican Republic, Ecuador, Egypt, Estonia, Fiji, Finland, France, Gabon, Gambia, Georgia, Germany, Ghana, Greece, Grenada, Guatemala, Guyana, Haiti, Honduras, Hungary, Iceland, Indonesia, Ireland, Israel, Italy, Jamaica, Japan, Jordan, Kenya, Kiribati, Kuwait, Latvia, Lebanon, Lesotho, Liberia, Libya, Liechtenstein, Lithuania, Luxembourg, Malawi, Malaysia, Maldives, Malta, Marshall Islands, Mauritania, Mauritius, Mexico, Micronesia (Federated States of), Monaco, Montenegro, Myanmar, Nauru, Nepal, Netherlands (Kingdom of the), New Zealand, Niger, Nigeria, North Macedonia, Norway, Oman, Palau, Panama, Papua New Guinea, Paraguay, Peru, Philippines, Poland, Portugal, Qatar, Republic of Korea, Republic of Moldova, Romania, Rwanda, Saint Kitts and Nevis, Saint Lucia, Saint Vincent and the Grenadines, Samoa, San Marino, Sao Tome and Principe, Saudi Arabia, Serbia, Seychelles, Sierra Leone, Singapore, Slovakia, Slovenia, Solomon Islands, Somalia, Spain, Suriname, Sweden, Switzerland, Thailand, Timor-Leste, Tonga, Trinidad and Tobago, Tunisia, Tuvalu, Türkiye, Ukraine, United Arab Emirates, United Kingdom of Great Britain and Northern Ireland, United States of America, Uruguay, Vanuatu, Yemen, Zambia

Against:
Belarus, Democratic People's Republic of Korea, Eritrea, Russian Federation, Syrian Arab Republic

Abstaining:
Algeria, Angola, Armenia, Bangladesh, Bolivia (Plurinational State of), Burundi, Central African Republic, China, Congo, Cuba, El Salvador, Equatorial Guinea, India, Iran (Islamic Republic of), Iraq, Kazakhstan, Kyrgyzstan, Lao People's Democratic Republic, Madagascar, Mali, Mongolia, Mozambique, Namibia, Nicaragua, Pakistan, Senegal, South Africa, South Sudan, Sri Lanka, Sudan, Tajikistan, Uganda, United Republic of Tanzania, Viet Nam, Zimbabwe

Draft resolution A/ES-11/L.1 was adopted by 141 votes to 5, with 35 abstentions (resolution ES-11/1).
`;
