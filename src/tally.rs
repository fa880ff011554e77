//! The count that must add up: yes + no + abstain + absent = the members of the body on the date.
