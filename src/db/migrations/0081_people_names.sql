-- Casework names people beside students: who owns a plan, who has a case. Their names and addresses are no student data.
grant select (district_id, person_id, name, email, ended_on) on people to rollcall_app;
