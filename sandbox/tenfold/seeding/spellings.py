"""Under which of the CRM's names the cast's facts are kept."""

from collections.abc import Mapping

from sandbox.tenfold.crm.modules import DYNAMICS, SALESFORCE

SPELLINGS: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    SALESFORCE: {
        "contact": {
            "first_name": "FirstName",
            "last_name": "LastName",
            "email": "Email",
            "phone": "Phone",
            "title": "Title",
            "department": "Department",
            "lead_source": "LeadSource",
        },
        "lead": {
            "first_name": "FirstName",
            "last_name": "LastName",
            "email": "Email",
            "phone": "Phone",
            "title": "Title",
            "company": "Company",
            "lead_source": "LeadSource",
            "status": "Status",
            "industry": "Industry",
            "annual_revenue": "AnnualRevenue",
            "number_of_employees": "NumberOfEmployees",
        },
        "account": {
            "name": "Name",
            "type": "Type",
            "industry": "Industry",
            "sic": "Sic",
            "annual_revenue": "AnnualRevenue",
            "number_of_employees": "NumberOfEmployees",
        },
    },
    DYNAMICS: {
        "contact": {
            "first_name": "firstname",
            "last_name": "lastname",
            "email": "emailaddress1",
            "phone": "telephone1",
            "title": "jobtitle",
            "department": "department",
        },
        "lead": {
            "first_name": "firstname",
            "last_name": "lastname",
            "email": "emailaddress1",
            "phone": "telephone1",
            "title": "jobtitle",
            "company": "companyname",
            "lead_source": "subject",
            "annual_revenue": "revenue",
            "number_of_employees": "numberofemployees",
        },
        "account": {"name": "name", "sic": "sic", "annual_revenue": "revenue", "number_of_employees": "numberofemployees"},
    },
}
"""By provider and kind of record. The topic of a Dynamics lead is where the lead came from."""

WEBSITES = {SALESFORCE: "Website", DYNAMICS: "websiteurl"}
"""Of leads and accounts."""

MOBILES = {SALESFORCE: "MobilePhone", DYNAMICS: "mobilephone"}
SWITCHBOARDS = {SALESFORCE: "OtherPhone", DYNAMICS: "telephone3"}
"""Where a contact has the company's number."""
