-- Whoever plans a meeting chooses among the people of the school, by role. What somebody is at a school is no student data.
grant select (district_id, person_id, name, email, staff_id, ended_on) on people to rollcall_app;
grant select (district_id, person_id, role, school_id, from_on, until_on) on grants to rollcall_app;
