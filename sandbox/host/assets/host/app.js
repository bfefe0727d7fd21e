/** The globals APP and AMOCRM (its old name). Reads work as in Kommo; writes are noted and refused. */
define(['jquery', 'backbone', 'host/notifications', 'host/page'], function (
  $,
  Backbone,
  notifications,
  page,
) {
  'use strict';

  var sandbox = window.__sandbox;

  function install(boot) {
    page.set(boot);
    var root = {
      get lang_id() {
        return page.boot().switches.lang;
      },
      data: dataObject(),
      element_types: { contacts: 1, leads: 2, companies: 3, customers: 12 },
      cf_types: {
        text: 1,
        numeric: 2,
        checkbox: 3,
        select: 4,
        multiselect: 5,
        date: 6,
        url: 7,
        textarea: 9,
        radiobutton: 10,
      },
      system: {
        format: { date: { date: 'DD.MM.YYYY', date_short: 'DD.MM', full: 'DD.MM.YYYY HH:mm' } },
      },
      widgets: widgetsObject(),
      notifications: notifications,
      router: {
        navigate: function () {
          return page.navigate.apply(null, arguments);
        },
      },
      sdk: {
        showUserStatus: function () {},
        setCallingStatus: function () {},
      },
      constant: function (key) {
        return constants()[key];
      },
      getBaseEntity: function () {
        return page.boot().view.entity;
      },
      isCard: function () {
        return page.boot().view.cardId !== null;
      },
      getWidgetsArea: function () {
        return page.boot().view.area;
      },
    };
    Object.keys(root).forEach(function (key) {
      if (typeof root[key] === 'function') root[key] = sandbox.asHost(root[key]);
    });
    var guarded = guard(root, 'APP');
    ['APP', 'AMOCRM'].forEach(function (name) {
      Object.defineProperty(window, name, {
        get: function () {
          return guarded;
        },
        set: function () {
          noteWrite(name);
        },
      });
    });
  }

  function noteWrite(path) {
    sandbox.found.appWrites.push({ path: path });
  }

  /** Deep and lazy, plain objects only: a Backbone model changes itself when it is used. */
  function guard(object, path) {
    var known = {};
    return new Proxy(object, {
      get: function (target, key) {
        var value = target[key];
        if (typeof key === 'symbol' || !$.isPlainObject(value)) return value;
        if (!known[key] || known[key].value !== value)
          known[key] = { value: value, proxy: guard(value, path + '.' + key) };
        return known[key].proxy;
      },
      set: function (target, key) {
        noteWrite(path + '.' + String(key));
        return true;
      },
      defineProperty: function (target, key) {
        noteWrite(path + '.' + String(key));
        return true;
      },
      deleteProperty: function (target, key) {
        noteWrite(path + '.' + String(key));
        return true;
      },
    });
  }

  function dataObject() {
    return {
      get is_card() {
        return page.boot().view.cardId !== null;
      },
      get current_entity() {
        return page.boot().view.entity;
      },
      get current_card() {
        return page.card();
      },
      get current_list() {
        return page.list();
      },
      get current_view() {
        return { $el: $('#page_holder') };
      },
    };
  }

  function widgetsObject() {
    return {
      get list() {
        return page.widgetList();
      },
      system: {
        get area() {
          return page.boot().view.area;
        },
        get displayed_count_by_area() {
          return page.countByArea();
        },
      },
    };
  }

  function constants() {
    var boot = page.boot();
    return {
      account: {
        id: boot.account.id,
        subdomain: boot.account.subdomain,
        timezone: 'America/Santo_Domingo',
        currency: 'DOP',
        language: boot.switches.lang,
        cf: keyed(boot.fields, function (field) {
          return {
            ID: field.id,
            NAME: field.name,
            CODE: field.code,
            TYPE_CODE: field.type,
            ENUMS: keyed(field.enums, function (item) {
              return { ID: item.id, VALUE: item.value };
            }),
          };
        }),
        predefined_cf: {},
        products: { catalog_id: 0 },
        amojo_id: '',
      },
      user: {
        id: boot.user.id,
        login: boot.user.email,
        name: boot.user.name,
        theme: boot.switches.theme,
        settings: {},
      },
      user_rights: { is_admin: boot.user.isAdmin, is_free_user: false },
      managers: keyed(boot.users, function (user) {
        return {
          id: user.id,
          title: user.name,
          option: user.name,
          active: true,
          login: user.email,
          is_admin: user.isAdmin ? 'Y' : 'N',
          free_user: 'N',
          group: 'group_0',
          theme: boot.switches.theme === 'dark' ? 2 : 1,
        };
      }),
      groups: { group_0: 'Ventas' },
      task_types: {
        1: { id: 1, option: 'Seguimiento', color: null, icon_id: null },
        2: { id: 2, option: 'Reunión', color: null, icon_id: null },
      },
      card_id: boot.view.cardId,
      card_element: boot.view.entity,
      version: 'sandbox',
    };
  }

  function keyed(list, make) {
    return list.reduce(function (all, item) {
      all[item.id] = make(item);
      return all;
    }, {});
  }

  return { install: install };
});
